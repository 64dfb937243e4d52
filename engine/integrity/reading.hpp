// Computes digests in one pass over an open file, and only if the file does not change meanwhile.
// Any thread.
#pragma once

#include <functional>

#include "rules/digests.hpp"

namespace pkgmap {

/// read_digests() calls it before each piece of a file. If it returns true, the reading ends: the
/// time is over. An empty function never ends a reading.
using Enough = std::function<bool()>;

enum class Reading : std::uint8_t {
  whole,
  broken,    ///< The file cannot be read, or changed during the reading.
  given_up,  ///< Enough returned true.
};

/// Sets the digest of each algorithm that `wanted` has. Leaves a digest empty if this system does
/// not know or does not allow the algorithm, and all digests empty unless the result is
/// Reading::whole. Reads from the beginning of the file, and needs the same memory for every size.
Reading read_digests(int fd, rules::Digests& wanted, const Enough& enough = {});

}  // namespace pkgmap
