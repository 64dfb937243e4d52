// Reads a text of the state directory on whose content a decision rests. Any thread.
#pragma once

#include <cstddef>
#include <string>

#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Returns the whole text with this name. An Error if there is no such text, if it is longer than
/// `limit` bytes, or if it cannot be read. After an Error, the function reads once more, since a
/// disk, or a kernel without memory, may fail once; it returns the Error of the second reading.
Result<std::string> read_text(const StateStore& store, const std::string& name,
                              std::size_t limit = 16U << 20U);

}  // namespace pkgmap
