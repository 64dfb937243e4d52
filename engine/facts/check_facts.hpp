// Finds out what one check of a control file names: resolves its paths, and looks up its units and
// processes.
//
// Reads unit files, the scripts that commands run and, if the root is "/", processes; asks neither
// monit nor packages. What cannot be read is missing in the result. For one thread. Private to
// engine/facts; other code calls gather_checks().
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
  /// `root` is an absolute path. `control_file` is the path of the control file, by which read()
  /// recognises commands that ask another monit; empty if it is not known. `manager` is the pid of
  /// the package manager, whose processes do not count; 0 if there is none.
  CheckReader(const std::string& root, std::string control_file, int manager)
      : control_file_(std::move(control_file)),
        paths_(root),
        files_(root),
        units_(paths_, files_),
        processes_(paths_, units_, manager) {}

  /// Returns the facts of `check`. The facts point to `check`, which must outlive them.
  /// CheckFacts::state stays unknown.
  rules::CheckFacts read(const monitrc::Check& check);

 private:
  rules::PathFact path_fact(const std::string& path);
  void add_command(rules::CommandOf of, const std::optional<monitrc::Command>& command,
                   rules::CheckFacts& facts);
  /// Adds the units that a command is about. Returns whether the command is about a unit. `script`
  /// is the path of the script that has the command; empty if the check itself has the command.
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

/// Returns whether so many packages put files into this directory, such as /usr/bin, that the
/// directory is no evidence for one package. `directory` is a resolved path.
bool is_common_directory(const std::string& directory);

/// Returns whether a connection test of the check connects to this host: the test has no host name,
/// or "localhost", "ip6-localhost", "::1" or a text that begins with "127.". In a `check host`, a
/// test without a host name has the address of the check. Resolves no name: returns false for every
/// other text, even for "LOCALHOST" or a name of this host.
bool asks_this_host(const monitrc::Check& check, const monitrc::ConnectionTest& connection);

}  // namespace pkgmap
