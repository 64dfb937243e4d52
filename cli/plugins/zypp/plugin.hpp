// The commit plugin of libzypp: a program that libzypp starts, asks and ends. For one thread.
#pragma once

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
  std::vector<int> streams = {0, 1, 2};  ///< Frames in, frames out, lines.
  hook::Bounds bounds{};                 ///< See bounds_for().
};

/// Returns bounds that end before libzypp gives a plugin up. `seconds` is the environment variable
/// ZYPP_PLUGIN_TIMEOUT; null for libzypp's default.
hook::Bounds bounds_for(const char* seconds);

/// Answers libzypp until it says goodbye or is gone. A commit that is then still under way goes on
/// without the plugin, and the guard resumes the checks after it.
void serve(const Places& places);

}  // namespace pkgmap::zypp
