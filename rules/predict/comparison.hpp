// Does a test with a limit fail for a value: `size > 100 MB`, `mtime older than 2 days`? Pure.
#pragma once

#include <cstdint>

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::rules {

/// False for `changed size` and `changed mtime`, which have no limit.
bool has_limit(const monitrc::Test& test);

/// Whether monit sees the test fail for this value: bytes for `size`, seconds for an age. The test
/// has_limit().
bool fails_for(std::uint64_t value, const monitrc::Test& test);

}  // namespace pkgmap::rules
