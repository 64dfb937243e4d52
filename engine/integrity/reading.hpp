// The digests of one file, from one pass over one open file, and only if it held still meanwhile.
#pragma once

#include <functional>

#include "rules/digests.hpp"

namespace pkgmap {

/// Asked between two pieces of a file: true gives up, as when somebody waits no longer.
using Enough = std::function<bool()>;

enum class Reading : std::uint8_t {
  whole,
  broken,    ///< It cannot be read, or it changed meanwhile.
  given_up,  ///< It was enough.
};

/// Fills in every digest of `wanted`, by algorithm; one that this system does not know or does not
/// allow stays empty. Reads from the beginning, in the same memory for every size.
Reading read_digests(int fd, rules::Digests& wanted, const Enough& enough = {});

}  // namespace pkgmap
