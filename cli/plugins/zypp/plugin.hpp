// The commit plugin of libzypp: a program that libzypp starts, asks and ends.
#pragma once

#include <string>
#include <vector>

#include "cli/plugins/hook/program.hpp"
#include "cli/switched_off.hpp"

namespace pkgmap::zypp {

/// Where everything is; tests have other places.
struct Places {
  std::string program;                                ///< monit-pkgmap
  std::string rpm = "/usr/bin/rpm";                   ///< Asked what its macros say.
  std::string packages = "/var/cache/zypp/packages";  ///< What libzypp downloads.
  std::string disabled = cli::kDisabledFile;
  std::vector<int> streams = {0, 1, 2};  ///< Frames in, frames out, lines.
  hook::Bounds bounds{};                 ///< See bounds_for().
};

/// Below what libzypp allows a plugin: `seconds` is its ZYPP_PLUGIN_TIMEOUT, null for its default.
hook::Bounds bounds_for(const char* seconds);

/// Until libzypp says goodbye or is gone. A commit that is under way then goes on without us, and
/// the guard resumes behind it.
void serve(const Places& places);

}  // namespace pkgmap::zypp
