// The fuzz targets for what the state directory keeps. Each throws std::logic_error if a promise is
// broken.
#pragma once

#include <string_view>

namespace pkgmap::fuzz {

/// Reads a session of the journal: refused with a reason, or a record that is written and read
/// again without a change.
void session(std::string_view text);

/// Reads a history: each line is a session, or one sentence says that it is damaged.
void history(std::string_view text);

/// Reads the signature of a guard: the record names a guard, that of the signature only if the
/// signature is whole.
void signature(std::string_view text);

}  // namespace pkgmap::fuzz
