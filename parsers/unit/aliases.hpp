// The other names of a systemd unit: `Alias=` of its [Install] section (systemd.unit(5)).
//
// Pure; reads the text of one unit file. An empty assignment forgets those before it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pkgmap {

std::vector<std::string> unit_aliases(std::string_view text);

}  // namespace pkgmap
