// Reads a text of the state directory on whose content a decision rests. Any thread.
#pragma once

#include <cstddef>
#include <string>

#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// As StateStore::read(), but tries once more after an error, since a disk, or a kernel without
/// memory, may fail once. Returns the Error of the second try.
Result<std::string> read_text(const StateStore& store, const std::string& name,
                              std::size_t limit = 16U << 20U);

}  // namespace pkgmap
