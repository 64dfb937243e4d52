// What one check of a control file names: paths, resolved; units and processes, looked up.
//
// Reads unit files and, if the root is "/", processes; asks neither monit nor packages. What cannot
// be read is missing in the result. For one thread. Private to engine/facts; other code calls
// gather_checks().
#pragma once

#include <string>
#include <utility>

#include "engine/facts/processes.hpp"
#include "engine/facts/units.hpp"
#include "engine/system/files/path_resolver.hpp"
#include "rules/commands/monit_reference.hpp"
#include "rules/facts.hpp"

namespace pkgmap {

/// Reads the checks of one control file, and looks up only once what several of them name.
class CheckReader {
 public:
  /// `root` is an absolute path; `manager` is as in ProcessTable. `control_file` is that of the
  /// checks; empty if it is not known.
  CheckReader(const std::string& root, int manager, std::string control_file)
      : paths_(root),
        files_(root),
        units_(paths_, files_),
        processes_(paths_, units_, manager),
        control_file_(std::move(control_file)) {}

  /// Returns the facts of one check, which must outlive the facts. CheckFacts::state stays unknown.
  rules::CheckFacts read(const monitrc::Check& check);

 private:
  rules::PathFact path_fact(const std::string& path);
  void add_command(rules::CommandOf of, const std::optional<monitrc::Command>& command,
                   rules::CheckFacts& facts);
  /// Returns whether the command starts a unit, or asks about a unit in a way that matters.
  /// `script`: the path of the script that has the command; empty if the check has it.
  bool add_units(rules::CommandOf of, const std::vector<std::string>& argv,
                 const std::string& script, rules::CheckFacts& facts);
  void add_daemon_of(rules::Starter starter, rules::CommandOf of, bool asks,
                     const std::string& script, rules::CheckFacts& facts);
  /// Whether a request to monit is one to another monit than that of the checks.
  bool asks_another_monit(const rules::MonitReference& reference);
  void add_checks_acted_on(rules::CommandOf of, const std::vector<std::string>& argv,
                           rules::CheckFacts& facts);
  /// Reads the commands of a script of root's.
  void add_script(rules::CommandOf of, const std::vector<std::string>& argv,
                  rules::CheckFacts& facts);
  void add_container(rules::CommandOf of, const std::vector<std::string>& argv,
                     rules::CheckFacts& facts);
  void add_engine(rules::CommandOf of, const std::string& what, const std::string& engine,
                  rules::CheckFacts& facts);
  void add_execs(rules::CheckFacts& facts);
  void add_scripts(rules::CheckFacts& facts);
  void add_directory(const std::string& holds, const rules::PathFact& path,
                     rules::CheckFacts& facts);
  void add_process(rules::CheckFacts& facts);
  void add_match(rules::CheckFacts& facts);
  void add_sockets(rules::CheckFacts& facts);
  bool live() const { return paths_.root() == "/"; }

  PathResolver paths_;
  HostFiles files_;
  UnitFiles units_;
  ProcessTable processes_;
  std::string control_file_;
};

/// Returns whether packages of all kinds put files into this directory, so that the directory is no
/// evidence. `directory` is a resolved path.
bool is_common_directory(const std::string& directory);

/// Returns whether a connection test of the check connects to this host: by no host name, by
/// "localhost" or by a loopback address. False for every other name, which is not resolved.
bool asks_this_host(const monitrc::Check& check, const monitrc::ConnectionTest& connection);

}  // namespace pkgmap
