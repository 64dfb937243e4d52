// Reads a text of the state directory on whose content a decision rests.
#pragma once

#include <cstddef>
#include <string>

#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// As StateStore::read(), once more after an error: a disk, or a kernel without memory, may fail
/// once. What takes the place of a text that cannot be read is for one that fails for good.
Result<std::string> read_text(const StateStore& store, const std::string& name,
                              std::size_t limit = 16U << 20U);

}  // namespace pkgmap
