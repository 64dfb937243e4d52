// Finds the other names of a systemd unit: `Alias=` of its [Install] section (systemd.unit(5)).
//
// Reads the text of one unit file. An empty assignment drops the names before it. A pure function.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pkgmap {

/// Returns the names in the order of the text, each with its suffix: "mysql.service". Empty if
/// there are none.
std::vector<std::string> unit_aliases(std::string_view text);

}  // namespace pkgmap
