// Digests by librpmio, as rpm computes them. RpmFunctions (rpm_module.hpp) has pointers to these
// functions; engine/packages/digest.hpp calls them. Not thread-safe.
#pragma once

#include <cstddef>
#include <string>

#include "engine/system/result.hpp"
#include "parsers/source/digest.hpp"

namespace pkgmap::rpm {

/// Returns a handle of a new digest, which the caller must give to finish_digest(). Fails if
/// librpmio does not know `algorithm`, or if the policy of the system forbids it.
Result<void*> start_digest(const Algorithm& algorithm);
/// Adds `size` bytes.
void update_digest(void* digest, const void* data, std::size_t size);
/// Frees the digest, and returns its text in lower-case hex.
std::string finish_digest(void* digest);

}  // namespace pkgmap::rpm
