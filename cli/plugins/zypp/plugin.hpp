// The commit plugin of libzypp: a program that libzypp starts, asks and ends. For one thread.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "cli/plugins/hook/program.hpp"
#include "cli/switched_off.hpp"

namespace pkgmap::zypp {

/// The places that the plugin uses; tests have other places.
struct Places {
  std::string program;                                ///< monit-pkgmap
  std::string rpm = "/usr/bin/rpm";                   ///< Tells what its macros say.
  std::string macros;                                 ///< The macro file of rpm's plugin.
  std::string packages = "/var/cache/zypp/packages";  ///< What libzypp downloads.
  std::string disabled = cli::kDisabledFile;
  std::vector<int> streams = {0, 1, 2};             ///< Frames in, frames out, lines.
  std::chrono::milliseconds answer_within{25'000};  ///< See answer_within().
};

/// Returns how long the answer to a frame may take, so that libzypp does not give the plugin up
/// before. The two are environment variables in seconds, null if they are not set:
/// ZYPP_PLUGIN_RECEIVE_TIMEOUT, and ZYPP_PLUGIN_TIMEOUT, which counts if the first is no positive
/// number.
std::chrono::milliseconds answer_within(const char* receive_timeout, const char* timeout);

/// Answers libzypp until it says goodbye or is gone. A commit that is then still under way goes on
/// without the plugin, and the guard resumes the checks after it.
void serve(const Places& places);

}  // namespace pkgmap::zypp
