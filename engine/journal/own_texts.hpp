// The names of the texts that this program keeps in its state directory. Pure.
#pragma once

#include <string>

namespace pkgmap {

/// Returns whether this program gives this name to a text of its state directory; false for any
/// other name.
bool is_own_text(const std::string& name);

}  // namespace pkgmap
