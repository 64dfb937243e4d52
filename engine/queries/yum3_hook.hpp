// Whether yum 3 calls monit-pkgmap as it should.
//
// yum 3 loads NAME.py only if NAME.conf enables it and its own settings allow plugins. Our plugin
// may have any name, such as that of a plugin in whose place an administrator has put it.
#pragma once

#include <optional>

#include "engine/queries/doctor.hpp"
#include "engine/system/files/host_files.hpp"

namespace pkgmap {

/// Returns nullopt if no plugin of ours or no yum 3 is installed.
std::optional<Finding> examine_yum3_hook(HostFiles& files, const Yum3Places& places);

}  // namespace pkgmap
