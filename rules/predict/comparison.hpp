// Compares a value with the limit of a test: `if size > 100 MB`, `if mtime older than 2 days`.
// Pure.
#pragma once

#include <cstdint>

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::rules {

/// Returns whether the test, a test of a size or of a timestamp, compares with a limit. False for
/// `changed size` and `changed mtime`.
bool has_limit(const monitrc::Test& test);

/// Returns whether monit reports a failure for this value, that is, whether the comparison is true:
/// `size > 100 MB` fails for 200 MB. The value is in bytes for `size`, in seconds for an age. The
/// caller asks has_limit() first.
bool fails_for(std::uint64_t value, const monitrc::Test& test);

}  // namespace pkgmap::rules
