// Tests what `history --against` says for people.
#include "cli/render/comparison.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Comparison compared_session(std::vector<ComparedCheck> checks) {
  Comparison comparison;
  comparison.session = "0123456789abcdef";
  comparison.began = "2026-01-02T00:00:00Z";
  comparison.made = "2026-01-01T00:00:00Z";
  comparison.checks = std::move(checks);
  return comparison;
}

ComparedCheck differing(const std::string& name, Difference difference,
                        const std::string& predicted) {
  ComparedCheck check;
  check.name = name;
  check.predicted = predicted;
  check.difference = difference;
  check.reason = "no evidence ties it to the packages";
  return check;
}

TEST(ComparisonText, SaysThatNothingDiffers) {
  ComparedCheck check = differing("mysqld", Difference::none, "suspend");
  check.suspended = true;
  EXPECT_EQ(comparison_text(compared_session({check}), {}),
            "Session 0123456789abcdef (2026-01-02T00:00:00Z) went as the plan of\n"
            "2026-01-01T00:00:00Z said: 1 check suspended.\n");
}

TEST(ComparisonText, NamesEachCheckThatDiffers) {
  EXPECT_EQ(comparison_text(compared_session({
                                differing("a", Difference::more, "keep"),
                                differing("b", Difference::more, ""),
                                differing("c", Difference::less, "suspend"),
                                differing("d", Difference::fails, "suspend"),
                                differing("e", Difference::works, "suspend"),
                                differing("f", Difference::unknown, "suspend"),
                                differing("g", Difference::none, "suspend"),
                            }),
                            {}),
            R"(Session 0123456789abcdef (2026-01-02T00:00:00Z) differs from the plan of
2026-01-01T00:00:00Z in 6 checks.

  more     a
             suspended, but the plan says keep: no evidence ties it to the
             packages
  more     b
             suspended, but the plan does not know it
  less     c
             not suspended, but the plan says suspend: no evidence ties it to
             the packages
  fails    d
             fails now, but no failure was predicted
  works    e
             works now, but a failure was predicted
  unknown  f
             a failure was predicted, and whether it fails now is not known
)");
}

TEST(ComparisonText, LetsNoControlCharacterThrough) {
  const std::string text =
      comparison_text(compared_session({differing("a\x1b[2J\nb", Difference::more, "k\x1b")}), {});
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, HasSubstr("a?[2J?b\n"));
}

}  // namespace
}  // namespace pkgmap::cli
