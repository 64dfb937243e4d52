// The digests of one content by several algorithms, and the comparison of two contents by their
// digests.
//
// monit uses MD5, SHA-1 or SHA-256, packages these and others, the content record SHA-256: two
// sources need not have an algorithm in common. Values; pure.
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace pkgmap::rules {

/// Algorithm ("md5", "sha1", "sha256", …) to digest in lower-case hex. An empty digest means the
/// same as a missing one: not known.
using Digests = std::map<std::string, std::string>;

enum class Alike : std::uint8_t {
  same,
  different,
  unknown,  ///< The two contents have no known digest by the same algorithm.
};

/// Returns `same` only if the digests by every common algorithm are equal, since somebody may have
/// made two contents with one MD5 or SHA-1.
Alike compare(const Digests& left, const Digests& right);

/// Returns whether at least one digest is known.
bool is_known(const Digests& digests);

/// Returns the digest by this algorithm; empty if it is not known.
std::string sum_by(const Digests& digests, const std::string& algorithm);

}  // namespace pkgmap::rules
