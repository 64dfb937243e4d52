// Digests by librpmio, as rpm computes them: the functions of RpmFunctions, for
// engine/packages/digest. Not thread-safe.
#pragma once

#include <cstddef>
#include <string>

#include "engine/system/result.hpp"

namespace pkgmap::rpm {

/// Returns a digest, which the caller gives to finish_digest(). Fails as Digest::start().
Result<void*> start_digest(const std::string& algorithm);
void update_digest(void* digest, const void* data, std::size_t size);
/// Frees the digest, and returns its text in lower-case hex.
std::string finish_digest(void* digest);

}  // namespace pkgmap::rpm
