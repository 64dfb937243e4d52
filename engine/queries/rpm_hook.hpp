// Whether rpm and libzypp call monit-pkgmap as they should.
//
// rpm loads its plugin only if the macro of the plugin names it, and the macro names the plugin
// only if it can be loaded. libzypp starts whatever lies in its directory of commit plugins.
#pragma once

#include <optional>
#include <string>

#include "engine/queries/doctor.hpp"
#include "engine/system/files/host_files.hpp"

namespace pkgmap {

/// Returns nullopt if the macro file of the plugin is not installed. `macro` is what
/// rpm_plugin_macro() returned.
std::optional<Finding> examine_rpm_hook(HostFiles& files, const RpmPlaces& places,
                                        const std::optional<std::string>& macro);

/// Asks the installed rpm what the macro of its plugin says: the path of the plugin and that of the
/// program, or an empty text if rpm loads no plugin of ours. Returns nullopt if rpm does not
/// answer.
std::optional<std::string> rpm_plugin_macro();

/// Returns nullopt if the commit plugin or libzypp itself is not installed.
std::optional<Finding> examine_zypp_hook(const ZyppPlaces& places);

}  // namespace pkgmap
