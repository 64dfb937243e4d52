#include "parsers/source/spelling.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "parsers/source/ascii.hpp"

namespace pkgmap {
namespace {

constexpr std::size_t kLongestWord = 32;

using Row = std::array<std::uint8_t, kLongestWord + 1>;

/// Returns the optimal string alignment distance of two words of at most kLongestWord bytes. Keeps
/// only the last three rows of the table, for speed: every word of a control file is compared.
std::size_t distance(std::string_view left, std::string_view right) {
  std::array<Row, 3> rows;
  Row* before_last = rows.data();
  Row* last = before_last + 1;
  Row* now = last + 1;
  for (std::size_t j = 0; j <= right.size(); ++j) (*last)[j] = static_cast<std::uint8_t>(j);
  for (std::size_t i = 1; i <= left.size(); ++i) {
    (*now)[0] = static_cast<std::uint8_t>(i);
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const bool same = lower(left[i - 1]) == lower(right[j - 1]);
      int edits = std::min({(*last)[j] + 1, (*now)[j - 1] + 1, (*last)[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && lower(left[i - 1]) == lower(right[j - 2]) &&
          lower(left[i - 2]) == lower(right[j - 1])) {
        edits = std::min(edits, (*before_last)[j - 2] + 1);
      }
      (*now)[j] = static_cast<std::uint8_t>(edits);
    }
    std::swap(before_last, last);
    std::swap(last, now);
  }
  return (*last)[right.size()];
}

}  // namespace

std::size_t edit_distance(std::string_view left, std::string_view right) {
  return distance(left.substr(0, kLongestWord), right.substr(0, kLongestWord));
}

std::string_view nearest_word(std::string_view word, std::span<const std::string_view> candidates) {
  std::string_view best;
  std::size_t best_distance = word.size() <= 3 ? 2 : 3;
  if (word.size() > kLongestWord) return best;
  for (const std::string_view candidate : candidates) {
    if (candidate.size() > kLongestWord) continue;
    if (std::max(word.size(), candidate.size()) - std::min(word.size(), candidate.size()) >=
        best_distance) {
      continue;
    }
    const std::size_t edits = distance(word, candidate);
    if (edits >= best_distance) continue;
    best = candidate;
    best_distance = edits;
  }
  return best;
}

}  // namespace pkgmap
