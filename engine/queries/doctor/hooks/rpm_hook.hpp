// Examines whether rpm and libzypp call monit-pkgmap as they should. Changes no file. For one
// thread; never fails.
//
// rpm loads our plugin if the macro of the plugin expands to the path of the plugin. The macro
// first tries whether rpm can load the plugin; if not, the macro expands to an empty text. libzypp
// starts every program in its directory of commit plugins.
#pragma once

#include <optional>
#include <string>

#include "engine/queries/doctor/hooks/places.hpp"
#include "engine/queries/host_finding.hpp"
#include "engine/system/files/host_files.hpp"

namespace pkgmap {

/// Returns a finding that says what is wrong, or that all is well; nullopt if the macro file of the
/// plugin is not installed or cannot be read. `macro`: what rpm_plugin_macro() returned.
std::optional<HostFinding> examine_rpm_hook(HostFiles& files, const RpmPlaces& places,
                                            const std::optional<std::string>& macro);

/// Asks the installed rpm what the macro of our plugin says. Returns the path of the plugin, a
/// blank and the path of the program that the plugin starts; an empty text if rpm does not load our
/// plugin; nullopt if rpm is not installed, fails, or does not answer within 10 s.
std::optional<std::string> rpm_plugin_macro();

/// Returns a finding that says what is wrong, or that all is well; nullopt if the commit plugin or
/// libzypp itself is not installed.
std::optional<HostFinding> examine_zypp_hook(const ZyppPlaces& places);

}  // namespace pkgmap
