// Examines whether yum 3 calls monit-pkgmap as it should.
//
// yum 3 loads NAME.py only if NAME.conf enables the plugin and the settings of yum allow plugins.
// Our plugin may have any name, as when an administrator has put it in place of another plugin.
// Reads files only.
#pragma once

#include <optional>

#include "engine/queries/doctor/hooks/places.hpp"
#include "engine/queries/host_finding.hpp"
#include "engine/system/files/host_files.hpp"

namespace pkgmap {

/// Returns a finding that says what is wrong, or that all is well; nullopt if our plugin or yum 3
/// is not installed. A file of settings that cannot be read counts as empty.
std::optional<HostFinding> examine_yum3_hook(HostFiles& files, const Yum3Places& places);

}  // namespace pkgmap
