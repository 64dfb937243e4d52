// Computes digests in one pass over an open file, and only if the file does not change meanwhile.
// Any thread.
#pragma once

#include <functional>

#include "rules/digests.hpp"

namespace pkgmap {

/// Called before each piece of a file. If it returns true, the reading ends: the time is over.
using Enough = std::function<bool()>;

enum class Reading : std::uint8_t {
  whole,
  broken,    ///< The file cannot be read, or changed during the reading.
  given_up,  ///< Enough returned true.
};

/// Fills in the digest of each algorithm in `wanted`; leaves a digest empty if this system does not
/// know or does not allow the algorithm, and all of them unless it returns Reading::whole. Reads
/// from the beginning, and needs the same memory for every size.
Reading read_digests(int fd, rules::Digests& wanted, const Enough& enough = {});

}  // namespace pkgmap
