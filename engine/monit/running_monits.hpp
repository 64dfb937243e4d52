// The monits that run on this host: a control panel or an appliance may bring its own beside that
// of the distribution.
//
// Looks at all of /proc: at the executables and users of all processes, then at the monits of a
// trusted user for a bounded time, and last at those of others. So no other user can use the time
// up. Goes by user, executable, root directory and namespaces, as monit_process.hpp does, and by
// the command line of a monit that passes this test; opens no file that a command line names. Every
// answer holds for the moment of the call. Any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/monit/daemon.hpp"
#include "engine/monit/monit_process.hpp"

namespace pkgmap {

/// A monit that is none of ours.
struct ForeignMonit {
  MonitProcess process;
  std::string why;  ///< A clause for people: "it runs as another user".
};

struct RunningMonits {
  /// The monits of a trusted user with our files and our processes, by pid; one for each control
  /// file, which is absolute, and without links if the file exists.
  std::vector<MonitDaemon> ours;
  std::vector<ForeignMonit> foreign;  ///< By pid.
  std::size_t more_ours = 0;          ///< How many further ones of ours there are.
  std::size_t more_foreign = 0;       ///< How many further ones of the others there are.
  bool is_late = false;  ///< The time was up before the last monit of a trusted user was examined.
};

/// How long to examine monits of a trusted user, and how many monits of either kind to tell: any
/// user can have thousands of processes with that name.
struct MonitSearch {
  std::chrono::milliseconds within{2'000};
  std::size_t most = 8;
};

/// Finds the monits that stay: not those that only ask another monit, print something and end. A
/// user who may not examine the processes of root finds none of root's.
RunningMonits find_running_monits(const MonitSearch& search = {});

/// A process that looks like a monit of ours.
struct SeenMonit {
  MonitDaemon daemon;
  int parent = 0;
};

/// Returns one process for each control file, by pid: no child of another one with the same control
/// file, since monit has such a child until it executes a program; and of the rest the oldest one.
std::vector<MonitDaemon> one_for_each_control_file(const std::vector<SeenMonit>& seen);

/// Returns the one of ours that runs with this control file; nullopt if none does.
std::optional<MonitDaemon> find_running_monit(const std::string& control_file);

/// Returns "process 4711 (/usr/bin/monit) of user nobody: it runs as another user", in printable
/// characters.
std::string described(const ForeignMonit& monit);

}  // namespace pkgmap
