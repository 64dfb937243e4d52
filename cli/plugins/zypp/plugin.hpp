// The commit plugin of libzypp: a process that libzypp starts and sends frames (frames.hpp). The
// plugin suspends and resumes the checks for each commit (commit.hpp). For one thread.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "cli/plugins/hook/program.hpp"
#include "cli/switched_off.hpp"

namespace pkgmap::zypp {

/// The files, descriptors and time limit that the plugin uses. Each caller sets `program`, `macros`
/// and `answer_within`; only a test changes the other members. Paths are absolute.
struct Places {
  std::string program;               ///< The path of monit-pkgmap.
  std::string rpm = "/usr/bin/rpm";  ///< The program that expands rpm's macros.
  /// The macro file that comes with our plugin for rpm (cli/plugins/rpm). If the file exists and
  /// rpm loads the plugin, the plugin for rpm suspends the checks (commit.hpp). Empty: this host
  /// has no plugin for rpm.
  std::string macros;
  std::string packages = "/var/cache/zypp/packages";  ///< Where libzypp puts downloaded packages.
  std::string repositories = "/etc/zypp/repos.d";     ///< Where zypper keeps its repositories.
  std::string disabled = cli::kDisabledFile;          ///< The file that switches the plugin off.
  /// Three descriptors: for frames of libzypp, for answers, and for lines for the log. Each is 0, 1
  /// or 2, since serve() closes all other descriptors.
  std::vector<int> streams = {0, 1, 2};
  /// What answer_within() returns for the environment of this process. The default is its result if
  /// neither variable is set.
  std::chrono::milliseconds answer_within{25'000};
};

/// Returns how long the plugin may take to answer a frame: the time after which libzypp gives the
/// plugin up, less 5 s, but at least half of this time.
///
/// The arguments are the values of the environment variables ZYPP_PLUGIN_RECEIVE_TIMEOUT and
/// ZYPP_PLUGIN_TIMEOUT, in seconds; null if a variable is not set. libzypp takes the first of them
/// that is a positive number, else 30 s. A number above 3,600 counts as 3,600.
std::chrono::milliseconds answer_within(const char* receive_timeout, const char* timeout);

/// Answers frames until libzypp sends the frame `_DISCONNECT` or closes the pipe. If a commit is
/// still under way then, the guard (the process of monit-pkgmap that watches libzypp's process)
/// resumes the checks when that process has ended.
///
/// Suspends no check in each of these cases:
/// - The plugin is switched off (switched_off(places.disabled)).
/// - places.program is not executable.
/// - transactional-update runs libzypp, which then changes a snapshot and not the running system.
///
/// Takes over the process: ignores SIGINT, SIGTERM, SIGHUP, SIGQUIT and SIGPIPE, closes all
/// descriptors but 0 to 2, and changes the working directory to `/`.
void serve(const Places& places);

}  // namespace pkgmap::zypp
