// Which known word did somebody mean?
//
// Compares ASCII letters without case. Pure.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace pkgmap {

/// The nearest of `candidates` within two edits (one for words of up to three letters; a swap of
/// neighbours is one). Empty: none is near. The first wins among equals.
std::string_view nearest_word(std::string_view word, std::span<const std::string_view> candidates);

/// How many edits lead from one word to the other: a letter more, less or another, or a swap of
/// neighbours. Only the first 32 letters count.
std::size_t edit_distance(std::string_view left, std::string_view right);

}  // namespace pkgmap
