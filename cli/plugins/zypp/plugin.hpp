// The commit plugin of libzypp: a process that libzypp starts and sends frames (frames.hpp). The
// plugin suspends and resumes the checks for each commit (commit.hpp). For one thread.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "cli/plugins/hook/program.hpp"
#include "cli/switched_off.hpp"

namespace pkgmap::zypp {

/// The files and descriptors that the plugin uses; only tests use others. Paths are absolute.
struct Places {
  std::string program;               ///< The path of monit-pkgmap.
  std::string rpm = "/usr/bin/rpm";  ///< The program that expands rpm's macros.
  /// The macro file that comes with our plugin for rpm. If the file exists and rpm loads that
  /// plugin, that plugin suspends the checks. Empty: rpm has no plugin of ours.
  std::string macros;
  std::string packages = "/var/cache/zypp/packages";  ///< Where libzypp puts downloaded packages.
  std::string repositories = "/etc/zypp/repos.d";     ///< Where zypper keeps its repositories.
  std::string disabled = cli::kDisabledFile;          ///< If this file exists, the plugin is off.
  /// Three descriptors: for frames of libzypp, for answers, and for lines for the log. Each is 0, 1
  /// or 2, since serve() closes all other descriptors.
  std::vector<int> streams = {0, 1, 2};
  std::chrono::milliseconds answer_within{25'000};  ///< What answer_within() returns.
};

/// Returns how long the plugin may take to answer a frame: the time after which libzypp gives the
/// plugin up, less 5 s, but at least half of this time. The arguments are the values of the
/// environment variables ZYPP_PLUGIN_RECEIVE_TIMEOUT and ZYPP_PLUGIN_TIMEOUT, in seconds; null if a
/// variable is not set. libzypp's time is the value of ZYPP_PLUGIN_RECEIVE_TIMEOUT if that is a
/// positive number, else the value of ZYPP_PLUGIN_TIMEOUT if that is a positive number, else 30 s;
/// 3,600 s at most.
std::chrono::milliseconds answer_within(const char* receive_timeout, const char* timeout);

/// Answers frames until libzypp sends the frame `_DISCONNECT` or closes the pipe. If a commit is
/// still under way then, the guard (the process of monit-pkgmap that watches this commit) resumes
/// the checks when libzypp's process has ended.
///
/// Takes over the process: ignores SIGINT, SIGTERM, SIGHUP, SIGQUIT and SIGPIPE, closes all
/// descriptors but 0 to 2, and changes the working directory to `/`.
void serve(const Places& places);

}  // namespace pkgmap::zypp
