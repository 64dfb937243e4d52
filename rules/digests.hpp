// The digests of one content by several algorithms, and the comparison of two contents by their
// digests.
//
// Two sources need not have an algorithm in common: monit computes MD5, SHA-1 or SHA-256, packages
// have these and other digests, the content record (engine/journal) has SHA-256. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "parsers/source/digest.hpp"

namespace pkgmap::rules {

/// Maps an algorithm to the value of the digest (Digest::value). A digest whose value is empty or
/// missing is not known.
using Digests = std::map<Algorithm, std::string>;

/// Whether two contents are the same.
enum class Alike : std::uint8_t {
  same,
  different,
  unknown,  ///< The two contents have no known digest by the same algorithm.
};

/// Compares the digests by every algorithm of which both sides have a known digest. Returns `same`
/// if all these digests are equal, `different` if at least one differs: an attacker can make two
/// contents with the same MD5 or SHA-1.
Alike compare(const Digests& left, const Digests& right);

/// Returns whether at least one digest is known.
bool is_known(const Digests& digests);

/// Returns the digest by this algorithm; empty if it is not known.
std::string sum_by(const Digests& digests, const Algorithm& algorithm);

}  // namespace pkgmap::rules
