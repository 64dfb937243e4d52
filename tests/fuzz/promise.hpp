// What a fuzz target says of an input: a promise that does not hold is a finding.
#pragma once

#include <stdexcept>

namespace pkgmap::fuzz {

/// Throws std::logic_error, with `what` is wrong, unless the promise is kept.
inline void promise(bool is_kept, const char* what) {
  if (!is_kept) throw std::logic_error(what);
}

}  // namespace pkgmap::fuzz
