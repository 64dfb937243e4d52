// Sums of one content by several algorithms, and whether two contents are the same as far as their
// sums tell.
//
// monit compares by MD5, SHA-1 or SHA-256, packages by these and others, our own record by SHA-256:
// two of them need not have an algorithm in common. Values; pure.
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace pkgmap::rules {

/// By algorithm ("md5", "sha1", "sha256", …), lower-case hex. An empty sum says as little as a
/// missing one.
using Digests = std::map<std::string, std::string>;

enum class Alike : std::uint8_t {
  same,
  different,
  unknown,  ///< They have no algorithm in common.
};

/// `same` only when every algorithm that both have agrees: for MD5 and SHA-1 somebody may have made
/// two contents with one sum.
Alike compare(const Digests& left, const Digests& right);

/// Whether it has a sum at all.
bool is_known(const Digests& digests);

/// The sum by that algorithm; empty: there is none.
std::string sum_by(const Digests& digests, const std::string& algorithm);

}  // namespace pkgmap::rules
