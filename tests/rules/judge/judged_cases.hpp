// Tables of cases for the judge: each makes a file another one, and has the answer.
#pragma once

#include <ostream>

#include <gtest/gtest.h>

#include "tests/rules/judge/cases.hpp"

namespace pkgmap::rules::cases {

struct JudgedCase {
  const char* name;  ///< What is so.
  void (*make)(FileFacts& facts, JudgeTerms& terms);
  const char* answer;  ///< See text_of().
};

inline void PrintTo(const JudgedCase& change, std::ostream* into) {
  *into << change.name;
}

/// judge_test.cpp has its one test.
class JudgedCases : public ::testing::TestWithParam<JudgedCase> {};

/// Another content than the good one.
inline constexpr auto kAnotherContent = [](FileFacts& facts, JudgeTerms& /*terms*/) {
  stands(facts, "other");
};

/// Nobody but root can change the way to it.
void make_roots(PresentFile& file);

}  // namespace pkgmap::rules::cases
