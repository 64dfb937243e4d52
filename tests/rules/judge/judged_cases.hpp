// A table of cases for the judge. Each row changes the facts of cases::file() and has the verdict.
#pragma once

#include <ostream>

#include <gtest/gtest.h>

#include "tests/rules/judge/cases.hpp"

namespace pkgmap::rules::cases {

struct JudgedCase {
  const char* name;  ///< Describes the case.
  void (*make)(FileFacts& facts, JudgeTerms& terms);
  const char* answer;  ///< See text_of().
};

inline void PrintTo(const JudgedCase& change, std::ostream* into) {
  *into << change.name;
}

/// judge_test.cpp has the one test of this class; other files add rows.
class JudgedCases : public ::testing::TestWithParam<JudgedCase> {};

/// The present content is not the good one.
inline constexpr auto kAnotherContent = [](FileFacts& facts, JudgeTerms& /*terms*/) {
  stands(facts, "other");
};

/// Makes the way to the file one that only root can change.
void make_roots(PresentFile& file);

}  // namespace pkgmap::rules::cases
