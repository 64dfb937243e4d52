// Finds the known word that a misspelt word probably means.
//
// Case of ASCII letters does not count. Pure functions.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace pkgmap {

/// Returns the candidate with the smallest edit_distance() to `word`; of several such candidates
/// the first. Returns an empty text if the smallest distance is more than two (more than one for a
/// word of up to three letters). Also returns an empty text for a `word` of more than 32 bytes;
/// skips a candidate of more than 32 bytes. The result points to the bytes of the candidate.
std::string_view nearest_word(std::string_view word, std::span<const std::string_view> candidates);

/// Returns how many edits turn one word into the other. An edit adds, removes or replaces a letter,
/// or swaps two neighbours. A letter is a byte. Of either word only the first 32 bytes count.
std::size_t edit_distance(std::string_view left, std::string_view right);

}  // namespace pkgmap
