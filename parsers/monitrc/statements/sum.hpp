// Reads checksums as monit reads them in a control file. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parsers/monitrc/model/model.hpp"
#include "parsers/monitrc/words/characters.hpp"

namespace pkgmap::monitrc {

/// Returns the hex digits of a text in lower case. Drops all other bytes, as monit does.
inline std::string hex_digits(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    const char digit = lower(c);
    if (is_digit(digit) || (digit >= 'a' && digit <= 'f')) digits += digit;
  }
  return digits;
}

/// Returns the algorithm whose digests have this number of hex digits, of those that a control file
/// can name (Algorithm::is_of_monit()); nullopt if there is none.
inline std::optional<Algorithm> algorithm_by_length(std::size_t digits) {
  Algorithm algorithm = Algorithm::with_digits(digits);
  if (!algorithm.is_of_monit()) return std::nullopt;
  return algorithm;
}

}  // namespace pkgmap::monitrc
