// Tells the files of this program in its state directory from other files there. Pure.
#pragma once

#include <string>

namespace pkgmap {

/// Returns whether this program gives the name `name` to a text of its state directory. False for
/// every other name, also for the path of such a text.
bool is_own_text(const std::string& name);

}  // namespace pkgmap
