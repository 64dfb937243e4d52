// What a test can ask about, of which checks, and how: one row a subject.
//
// The rows are those of monit(1), SERVICE TESTS, each pair of check and test
// tried with monit -t. To add a test, add its word to keyword.cpp and a row.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "parsers/monitrc/keyword.hpp"
#include "parsers/monitrc/model.hpp"

namespace pkgmap::monitrc {

/// How a test may begin; the values are bits.
enum TriggerBit : std::uint8_t {
  kFailed = 1,     ///< `if failed SUBJECT`
  kSucceeded = 2,  ///< `if succeeded SUBJECT`
  kChanged = 4,    ///< `if changed SUBJECT`
  kCompared = 8,   ///< `if [not] SUBJECT`
};

struct Subject {
  Keyword keyword = Keyword::none;
  TestKind kind = TestKind::other;
  std::uint16_t types = 0;    ///< A bit for each CheckType.
  std::uint8_t triggers = 0;  ///< TriggerBits.

  bool is_of(CheckType type) const { return (types >> static_cast<unsigned>(type) & 1U) != 0; }
  bool takes(std::uint8_t trigger) const { return (triggers & trigger) != 0; }
};

/// The subject that the word means in a check of that type; when there is none, that of another
/// type. Null: the word is no subject.
const Subject* find_subject(Keyword keyword, CheckType type);

/// Words that begin a subject, and the triggers: what a misspelt one may have meant.
std::span<const std::string_view> subject_words();

}  // namespace pkgmap::monitrc
