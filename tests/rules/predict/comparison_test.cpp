// Comparisons in tests, as `monit -t -v` (5.33) shows that it understands them.
#include "rules/predict/comparison.hpp"

#include <gtest/gtest.h>

namespace pkgmap::rules {
namespace {

struct Row {
  const char* statement;
  Compare compare;
  std::uint64_t limit;
};

constexpr Row kSizeRows[] = {
    {"if size > 2 kb then alert", Compare::greater, 2048},
    {"if size is greater than 3 MB then alert", Compare::greater, 3145728},
    {"IF SIZE GT 1 GB THEN ALERT", Compare::greater, 1U << 30U},
    {"if size 7 then alert", Compare::equal, 7},
    {"if size != 7 then alert", Compare::not_equal, 7},
    {"if size notequal 7 then alert", Compare::not_equal, 7},
    {"if size >= 5 b for 3 cycles then alert", Compare::greater_equal, 5},
    {"if size <= 5 bytes then alert", Compare::less_equal, 5},
    {"if\n  size\tless than\n 9 byte\nthen alert", Compare::less, 9},
};

constexpr Row kAgeRows[] = {
    {"if timestamp > 2 month then alert", Compare::greater, 62 * 86'400},
    {"if mtime older than 1 day then alert", Compare::greater, 86'400},
    {"if ctime newer than 5 minutes then alert", Compare::less, 300},
    {"if timestamp > 90 then alert", Compare::greater, 90},
};

TEST(Comparison, SizesAreUnderstoodAsMonitDoes) {
  for (const Row& row : kSizeRows) {
    SCOPED_TRACE(row.statement);
    const auto found = size_comparison(row.statement);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->compare, row.compare);
    EXPECT_EQ(found->limit, row.limit);
  }
}

TEST(Comparison, AgesAreUnderstoodAsMonitDoes) {
  for (const Row& row : kAgeRows) {
    SCOPED_TRACE(row.statement);
    const auto found = age_comparison(row.statement);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->compare, row.compare);
    EXPECT_EQ(found->limit, row.limit);
  }
}

TEST(Comparison, AChangeComparesNothing) {
  EXPECT_FALSE(size_comparison("if changed size then exec \"/bin/x 5\""));
  EXPECT_FALSE(size_comparison(""));
  EXPECT_FALSE(size_comparison("if size > 99999999999999999999999 kb then alert"));
}

TEST(Comparison, ALimitThatWouldOverflowStaysWithoutItsUnit) {
  EXPECT_EQ(size_comparison("if size > 18446744073709551615 gb then alert")->limit,
            ~std::uint64_t{0});
}

TEST(Comparison, EveryOperatorHoldsWhereItShould) {
  const auto at = [](Compare compare) {
    return std::string() + (holds(4, {compare, 5}) ? "<" : "") +
           (holds(5, {compare, 5}) ? "=" : "") + (holds(6, {compare, 5}) ? ">" : "");
  };
  EXPECT_EQ(at(Compare::equal), "=");
  EXPECT_EQ(at(Compare::not_equal), "<>");
  EXPECT_EQ(at(Compare::less), "<");
  EXPECT_EQ(at(Compare::less_equal), "<=");
  EXPECT_EQ(at(Compare::greater), ">");
  EXPECT_EQ(at(Compare::greater_equal), "=>");
}

TEST(Comparison, KnowsWhichTimeIsMeant) {
  EXPECT_EQ(file_time("if changed timestamp then alert"), FileTime::any);
  EXPECT_EQ(file_time("if changed mtime then alert"), FileTime::modification);
  EXPECT_EQ(file_time("if modification time > 1 hour then alert"), FileTime::modification);
  EXPECT_EQ(file_time("if change time > 1 hour then alert"), FileTime::change);
  EXPECT_EQ(file_time("if access timestamp > 1 hour then alert"), FileTime::access);
}

TEST(Comparison, KnowsWhetherAbsenceIsAskedFor) {
  EXPECT_TRUE(asks_for_absence("if does not exist then alert"));
  EXPECT_FALSE(asks_for_absence("if exist then exec \"/bin/sh -c 'not'\""));
}

}  // namespace
}  // namespace pkgmap::rules
