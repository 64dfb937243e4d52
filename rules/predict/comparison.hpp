// Whether a test with a limit fails for a value: `size > 100 MB`, `mtime older than 2 days`. Pure.
#pragma once

#include <cstdint>

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::rules {

/// Returns whether the test has a limit: false for `changed size` and `changed mtime`.
bool has_limit(const monitrc::Test& test);

/// Returns whether the test fails in monit for this value: bytes for `size`, seconds for an age.
/// For a test with a limit.
bool fails_for(std::uint64_t value, const monitrc::Test& test);

}  // namespace pkgmap::rules
