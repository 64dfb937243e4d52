// What one check of a control file names: paths, resolved; units and processes, looked up.
//
// Reads unit files and, if the root is "/", processes; asks neither monit nor packages. What cannot
// be read is missing in the result. For one thread. Private to engine/facts; other code calls
// gather_checks().
#pragma once

#include <string>

#include "engine/facts/processes.hpp"
#include "engine/facts/units.hpp"
#include "engine/system/files/path_resolver.hpp"
#include "rules/facts.hpp"

namespace pkgmap {

/// Reads the checks of one control file, and looks up only once what several of them name.
class CheckReader {
 public:
  /// `manager` as in ProcessTable.
  CheckReader(const std::string& root, int manager)
      : paths_(root), files_(root), units_(paths_, files_), processes_(paths_, units_, manager) {}

  /// Returns the facts of one check, which must outlive them. `state` stays unknown.
  rules::CheckFacts read(const monitrc::Check& check);

 private:
  rules::PathFact path_fact(const std::string& path);
  void add_command(const char* program, const std::optional<monitrc::Command>& command,
                   rules::CheckFacts& facts);
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
};

/// Whether packages of all kinds put files into this directory, so that it is no evidence.
bool is_common_directory(const std::string& directory);

/// Whether a connection test connects to this host.
bool asks_this_host(const monitrc::Check& check, const monitrc::ConnectionTest& connection);

}  // namespace pkgmap
