// Finds the processes of checks.
//
// Trusts a pidfile or a command line only as far as other users cannot forge it:
// ProcessFact::certain says whether that is so. Executes no program, and sends no process a signal.
// A process is identified by the file that it executes, even if somebody has deleted that file, and
// by the unit in which it runs. Never returns a process of another mount namespace (a container),
// since its paths are not those of the host. fitting(), runs_unit() and listening() each read all
// processes at their first call, and answer later calls from that reading. What cannot be read
// counts as missing. Not thread-safe.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/facts/listening_sockets.hpp"
#include "engine/facts/units.hpp"
#include "engine/system/files/path_resolver.hpp"
#include "parsers/source/posix_pattern.hpp"
#include "rules/facts.hpp"

namespace pkgmap {

/// A process that matches a pattern.
struct MatchingProcess {
  int pid = 0;
  /// The pid of its parent.
  int parent = 0;
  /// In clock ticks since boot.
  unsigned long long start_time = 0;
};

/// Returns the process that monit takes from `matching`, the processes that match a pattern: the
/// oldest process whose parent is not in the list. Returns null if the list is empty. The pointer
/// is into the list. The list may be long, since any user can have thousands of processes that
/// match.
const MatchingProcess* taken_by_monit(const std::vector<MatchingProcess>& matching);

class ProcessTable {
 public:
  /// Both references must outlive this object. `manager` is the pid of the package manager, 0 for
  /// none. The package manager, this program, the descendants of both, and the ancestors of this
  /// program do not count: only runs_unit() includes them.
  ProcessTable(PathResolver& paths, UnitFiles& units, int manager)
      : paths_(paths), units_(units), manager_(manager) {}

  /// Returns the process whose pid stands in the file `pidfile`, an absolute path. Returns nullopt
  /// if the pidfile cannot be read, if the pid is 1, if no such process runs, if the process does
  /// not count (see the constructor), is in another mount namespace, or has neither a known program
  /// nor a unit.
  std::optional<rules::ProcessFact> behind_pidfile(const std::string& pidfile);
  /// The processes that match a pattern.
  struct Fitting {
    /// How many processes match, even if one is a child of another, and even in other mount
    /// namespaces. Excludes only the processes that do not count (see the constructor).
    std::size_t count = 0;
    /// The process that monit would take for the pattern (taken_by_monit()). Nullopt if no process
    /// matches, if the process is in another mount namespace, or if it has neither a known program
    /// nor a unit.
    std::optional<rules::ProcessFact> taken;
  };
  /// Returns how many processes have a command line that matches the pattern, and which of them
  /// monit would take.
  Fitting fitting(const PosixPattern& pattern);
  /// Returns whether a process of the service `unit` ("httpd.service") ran at the first call of
  /// runs_unit(). Includes the processes that do not count elsewhere, and those in other mount
  /// namespaces; does not include services below user.slice or machine.slice.
  bool runs_unit(const std::string& unit);
  /// Returns a list with the process that listens on a unix socket with one of these paths or, if
  /// `paths` is empty, on this TCP port. Of several processes, the list has only that with the
  /// lowest pid. Process 1 does not count here, since it listens for other processes. The list is
  /// empty if no process that counts listens there, and for port 0 without paths.
  std::vector<rules::ProcessFact> listening(int port, const std::vector<std::string>& paths);

 private:
  struct Candidate {
    MatchingProcess process;
    std::string line;  ///< The arguments with blanks between them, at most 64 KiB.
  };

  std::optional<rules::ProcessFact> process(int pid);
  std::vector<MatchingProcess> matching(const PosixPattern& pattern);
  void add_programs(int pid, rules::ProcessFact& fact);
  /// Returns 0 if there is no such process, or if it has no parent.
  int parent_of(int pid);
  bool belongs_to_the_upgrade(int pid);
  const std::vector<Candidate>& candidates();
  const std::vector<std::pair<std::string, int>>& socket_holders();
  /// Returns the names of the units in which a monit of root runs.
  const std::set<std::string>& units_of_monit();

  PathResolver& paths_;
  UnitFiles& units_;
  int manager_;
  ListeningSockets sockets_;
  std::map<int, int> parents_;  ///< The parents of the processes examined so far, by pid.
  std::optional<std::vector<Candidate>> candidates_;
  std::optional<std::set<std::string>> running_units_;
  std::optional<std::set<std::string>> units_of_monit_;
  /// The inode of a socket, and the pid that has it open.
  std::optional<std::vector<std::pair<std::string, int>>> holders_;
};

}  // namespace pkgmap
