// The processes behind checks, as evidence: nothing found in a pidfile or a command line is
// executed, signalled or believed beyond what only root can make.
//
// A process is known by what it executes, also when that file was deleted meanwhile, and by the
// unit that it runs in. Those of another mount namespace (containers) execute other files, and are
// none. Of the moment of asking; not thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/facts/units.hpp"
#include "engine/system/files/path_resolver.hpp"
#include "parsers/source/posix_pattern.hpp"
#include "rules/facts.hpp"

namespace pkgmap {

class ProcessTable {
 public:
  /// `manager`: the package manager, whose process and children are never candidates; 0: none.
  ProcessTable(PathResolver& paths, UnitFiles& units, int manager)
      : paths_(paths), units_(units), manager_(manager) {}

  std::optional<rules::ProcessFact> behind_pidfile(const std::string& pidfile);
  /// The one that monit would take: of those that fit and whose parent does not, the oldest.
  std::optional<rules::ProcessFact> fitting(const PosixPattern& pattern);
  /// How many processes fit, children of those that fit among them.
  std::size_t count_fitting(const PosixPattern& pattern);
  /// That listen on a TCP port, or on a unix socket with one of these paths.
  std::vector<rules::ProcessFact> listening(int port, const std::vector<std::string>& paths);

 private:
  struct Candidate {
    int pid = 0;
    int parent = 0;
    unsigned long long start_time = 0;
    std::vector<std::string> argv;
  };

  std::optional<rules::ProcessFact> process(int pid);
  void add_programs(int pid, rules::ProcessFact& fact);
  bool belongs_to_the_upgrade(int pid);
  const std::vector<Candidate>& candidates();
  const std::vector<std::pair<std::string, int>>& socket_holders();

  PathResolver& paths_;
  UnitFiles& units_;
  int manager_;
  std::optional<std::vector<Candidate>> candidates_;
  std::optional<std::vector<std::pair<std::string, int>>> holders_;  ///< Inode and pid.
};

}  // namespace pkgmap
