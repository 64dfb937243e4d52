// Computes digests in one pass over an open file, if the file does not change meanwhile. Any
// thread.
#pragma once

#include <functional>

#include "rules/digests.hpp"

namespace pkgmap {

/// A function of the caller that read_digests() calls before each piece of a file. It returns true
/// if there is no time left; then the reading ends. An empty function never ends a reading.
using Enough = std::function<bool()>;

/// How the reading of a file ended.
enum class Reading : std::uint8_t {
  /// read_digests() has read the whole file, and the file did not change meanwhile.
  whole,
  broken,    ///< The file cannot be read, or changed during the reading.
  given_up,  ///< `enough` returned true.
};

/// Reads the open file `fd` from its beginning, and neither uses nor moves its offset. Sets the
/// digest, in lower-case hex, of each algorithm that is a key of `wanted`. Makes a digest empty if
/// this system does not know or does not allow the algorithm, and all digests empty unless the
/// result is Reading::whole. Needs the same memory for a file of any size.
Reading read_digests(int fd, rules::Digests& wanted, const Enough& enough = {});

}  // namespace pkgmap
