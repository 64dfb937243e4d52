// Finds out what one check of a control file names: paths, which it resolves; units and processes,
// which it looks up.
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
#include "rules/facts.hpp"

namespace pkgmap {

/// Reads the checks of one control file. Looks up only once what several checks name.
class CheckReader {
 public:
  /// `root` is an absolute path. `control_file`: path of the control file, to know commands that
  /// ask another monit; empty: not known. `manager`: pid of the package manager, whose processes do
  /// not count; 0: none.
  CheckReader(const std::string& root, std::string control_file, int manager)
      : control_file_(std::move(control_file)),
        paths_(root),
        files_(root),
        units_(paths_, files_),
        processes_(paths_, units_, manager) {}

  /// Returns the facts of one check, which must outlive the facts. CheckFacts::state stays unknown.
  rules::CheckFacts read(const monitrc::Check& check);

 private:
  rules::PathFact path_fact(const std::string& path);
  void add_command(rules::CommandOf of, const std::optional<monitrc::Command>& command,
                   rules::CheckFacts& facts);
  /// Adds the units that a command is about. Returns whether it is about any. `script`: the path of
  /// the script that has the command; empty if the check itself has it.
  bool add_units(rules::CommandOf of, const std::vector<std::string>& argv,
                 const std::string& script, rules::CheckFacts& facts);
  void add_daemon_of(rules::Starter starter, rules::CommandOf of, bool asks,
                     const std::string& script, rules::CheckFacts& facts);
  void add_checks_acted_on(rules::CommandOf of, const std::vector<std::string>& argv,
                           rules::CheckFacts& facts);
  /// Adds what the commands of a script are about, if only root can write the script.
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

  std::string control_file_;
  PathResolver paths_;
  HostFiles files_;
  UnitFiles units_;
  ProcessTable processes_;
};

/// Returns whether so many packages put files into this directory that a file in it is no evidence.
/// `directory` is a resolved path.
bool is_common_directory(const std::string& directory);

/// Returns whether a connection test of the check connects to this host: without a host name, by
/// "localhost" or by a loopback address. False for every other name; names are not resolved.
bool asks_this_host(const monitrc::Check& check, const monitrc::ConnectionTest& connection);

}  // namespace pkgmap
