// Computes how large a POSIX extended regular expression becomes in the C library.
//
// The library writes repeats out: `a+` becomes `aa*`, `a{2,9}` becomes nine times `a`, and a repeat
// of a repeat multiplies. One line of text can thus ask for all memory of the host. A pure
// function.
#pragma once

#include <cstddef>
#include <string_view>

namespace pkgmap {

/// Returns an upper bound for the number of parts that regcomp(3) makes when it writes the repeats
/// out. The result is 1,000,000 at most, which means "1,000,000 or more". Returns 1,000,000 for an
/// expression with a back reference, since a search can take exponential time; 0 for an empty
/// expression. For a malformed expression the result has no meaning.
std::size_t size_written_out(std::string_view pattern);

}  // namespace pkgmap
