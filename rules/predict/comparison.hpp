// Whether a test with a limit fails for a value: `size > 100 MB`, `mtime older than 2 days`. Pure.
#pragma once

#include <cstdint>

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::rules {

/// Returns false for `changed size` and `changed mtime`, which have no limit.
bool has_limit(const monitrc::Test& test);

/// Whether the test fails in monit for this value: bytes for `size`, seconds for an age.
/// has_limit() must be true for the test.
bool fails_for(std::uint64_t value, const monitrc::Test& test);

}  // namespace pkgmap::rules
