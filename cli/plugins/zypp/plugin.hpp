// The commit plugin of libzypp: a program that libzypp starts, asks and ends. For one thread.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "cli/plugins/hook/program.hpp"
#include "cli/switched_off.hpp"

namespace pkgmap::zypp {

/// The files and descriptors that the plugin uses; only tests have others. Paths are absolute.
struct Places {
  std::string program;               ///< The path of monit-pkgmap.
  std::string rpm = "/usr/bin/rpm";  ///< The program that tells what rpm's macros say.
  std::string macros;                ///< The macro file of rpm's plugin.
  std::string packages = "/var/cache/zypp/packages";  ///< Where libzypp puts downloaded packages.
  std::string repositories = "/etc/zypp/repos.d";     ///< Where zypper keeps its repositories.
  std::string disabled = cli::kDisabledFile;          ///< If this file exists, the plugin is off.
  std::vector<int> streams = {0, 1, 2};             ///< Descriptors: frames in, frames out, lines.
  std::chrono::milliseconds answer_within{25'000};  ///< See answer_within().
};

/// Returns how long the answer to a frame may take before libzypp gives the plugin up. The
/// arguments are the values of two environment variables, in seconds; null if they are not set.
/// ZYPP_PLUGIN_TIMEOUT counts if ZYPP_PLUGIN_RECEIVE_TIMEOUT is no positive number.
std::chrono::milliseconds answer_within(const char* receive_timeout, const char* timeout);

/// Answers frames until libzypp sends `_DISCONNECT` or is gone. A commit that is under way at that
/// moment goes on without the plugin, and the guard resumes the checks when the process ends.
/// For a process of its own: ignores signals, closes all other descriptors, and changes to `/`.
void serve(const Places& places);

}  // namespace pkgmap::zypp
