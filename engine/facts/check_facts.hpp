// What one check names, with paths resolved and units and processes looked up. Private to
// engine/facts; gather_checks() is for everybody else.
#pragma once

#include <string>

#include "engine/facts/processes.hpp"
#include "engine/facts/units.hpp"
#include "engine/system/files/path_resolver.hpp"
#include "rules/facts.hpp"

namespace pkgmap {

/// For the checks of one control file; what they share is looked up once.
class CheckReader {
 public:
  CheckReader(const std::string& root, int manager)
      : paths_(root), files_(root), units_(paths_, files_), processes_(paths_, units_, manager) {}

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

/// A directory that everybody puts files into: it is nobody's.
bool is_common_directory(const std::string& directory);

/// Whether a connection test asks this host.
bool asks_this_host(const monitrc::Check& check, const monitrc::ConnectionTest& connection);

}  // namespace pkgmap
