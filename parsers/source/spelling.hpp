// Which known word did somebody mean?
//
// Case of ASCII letters does not count. Pure functions.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace pkgmap {

/// Returns the candidate to which the fewest edits lead, two at most (one for a word of up to three
/// letters); the first candidate of several with the same number of edits. Empty if no candidate is
/// so near. The result points to the bytes of the candidate.
std::string_view nearest_word(std::string_view word, std::span<const std::string_view> candidates);

/// Returns how many edits lead from one word to the other. An edit adds, removes or replaces a
/// letter, or swaps two neighbours. Only the first 32 letters count.
std::size_t edit_distance(std::string_view left, std::string_view right);

}  // namespace pkgmap
