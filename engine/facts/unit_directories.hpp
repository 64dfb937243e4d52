// The directories of units, of quadlets (files of containers, from which podman makes units) and of
// tmpfiles.d files. A file in an earlier directory takes precedence over a file of the same name in
// a later one. Private to engine/facts.
#pragma once

#include <array>
#include <string_view>

namespace pkgmap {

/// systemd.unit(5), the directories of the system manager.
inline constexpr std::array kUnitDirectories = {"/etc/systemd/system", "/run/systemd/system",
                                                "/usr/local/lib/systemd/system",
                                                "/usr/lib/systemd/system", "/lib/systemd/system"};

/// podman-systemd.unit(5), the directories for root.
inline constexpr std::array kQuadletDirectories = {
    "/run/containers/systemd", "/etc/containers/systemd", "/usr/share/containers/systemd"};

/// tmpfiles.d(5)
inline constexpr std::array kTmpfilesDirectories = {
    "/etc/tmpfiles.d", "/run/tmpfiles.d", "/usr/local/lib/tmpfiles.d", "/usr/lib/tmpfiles.d"};

/// Returns whether a directory with this name, such as "x.target.wants", has links to the units
/// that systemd starts together with another unit, here x.target (systemd.unit(5)).
constexpr bool pulls_in_units(std::string_view directory) {
  return directory.ends_with(".wants") || directory.ends_with(".requires") ||
         directory.ends_with(".upholds");
}

}  // namespace pkgmap
