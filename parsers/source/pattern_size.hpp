// How much becomes of a POSIX extended regular expression in the C library?
//
// It writes repeats out: `a+` is `aa*`, `a{2,9}` is nine times `a`, and a repeat of a repeat
// multiplies. A line of text can so ask for all memory of the host. Pure.
#pragma once

#include <cstddef>
#include <string_view>

namespace pkgmap {

/// The parts after writing out, at least as many as regcomp(3) makes; stops to count at 1,000,000.
/// What is no expression has some size, too. One with a back reference, which takes exponential
/// time to find, is of that greatest size.
std::size_t size_written_out(std::string_view pattern);

}  // namespace pkgmap
