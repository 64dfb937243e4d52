// The names of the texts that this program keeps in its state directory.
#pragma once

#include <string>

namespace pkgmap {

/// Whether this program gives this name to a text of its state directory. False for a name that
/// anybody else has made there.
bool is_own_text(const std::string& name);

}  // namespace pkgmap
