// Tests the tests with a limit. `monit -t -v` (5.33) shows how monit understands them.
#include "rules/predict/comparison.hpp"

#include <gtest/gtest.h>

#include "parsers/monitrc/parse.hpp"
#include "tests/support/text_files.hpp"

namespace pkgmap::rules {
namespace {

monitrc::Test test_of(const std::string& statement) {
  TextFiles files{{"/etc/monitrc", "check file x path /x\n" + statement + "\n"}};
  const auto parsed = monitrc::parse_control_file("/etc/monitrc", files, {"/", "vm"});
  EXPECT_TRUE(parsed.ok()) << statement;
  return parsed.control_file.checks.at(0).tests.at(0);
}

/// "<=" for a test that fails at one below its limit and at the limit, which is in bytes or
/// seconds.
std::string failing(const std::string& statement, std::uint64_t limit) {
  const monitrc::Test test = test_of(statement);
  EXPECT_TRUE(has_limit(test)) << statement;
  return std::string(fails_for(limit - 1, test) ? "<" : "") + (fails_for(limit, test) ? "=" : "") +
         (fails_for(limit + 1, test) ? ">" : "");
}

struct LimitRow {
  const char* statement;
  const char* fails;
  std::uint64_t limit;
};

constexpr LimitRow kLimitRows[] = {
    {"if size > 2 kb then alert", ">", 2048},
    {"if size is greater than 3 MB then alert", ">", 3145728},
    {"IF SIZE GT 1 GB THEN ALERT", ">", 1U << 30U},
    {"if size 7 then alert", "=", 7},
    {"if size != 7 then alert", "<>", 7},
    {"if size notequal 7 then alert", "<>", 7},
    {"if size >= 5 b for 3 cycles then alert", "=>", 5},
    {"if size <= 5 bytes then alert", "<=", 5},
    {"if\n  size\tless than\n 9 byte\nthen alert", "<", 9},
    {"if size > 2 megabytes then alert", ">", 2U << 20U},
    {"if size > 3 kilobytes then alert", ">", 3U << 10U},
    {"if size > 2 gigabytes then alert", ">", std::uint64_t{2} << 30U},
    {"if size # was 5 MB\n  > 100 MB then alert", ">", 100U << 20U},
    {"if timestamp > 2 month then alert", ">", 62 * 86'400},
    {"if timestamp > 2 months then alert", ">", 62 * 86'400},
    {"if mtime older than 1 day then alert", ">", 86'400},
    {"if mtime older than 1 day # not 9 hours\n then alert", ">", 86'400},
    {"if ctime newer than 5 minutes then alert", "<", 300},
    {"if atime > 3 hours then alert", ">", 10'800},
    {"if timestamp > 90 then alert", ">", 90},
    {"if timestamp > 71582789 minutes then alert", ">", 44},
    {"if mtime older than 1604 months then alert", ">", 1'186'304},
    {"if timestamp > 2147483647 minutes then alert", "<=>", 60},
    {"if size > 2147483647 kb then alert", ">", std::uint64_t{2147483647} << 10U},
};

TEST(Comparison, FailsWhereMonitDoes) {
  for (const LimitRow& row : kLimitRows) {
    EXPECT_EQ(failing(row.statement, row.limit), row.fails) << row.statement;
  }
}

TEST(Comparison, AChangeHasNoLimit) {
  EXPECT_FALSE(has_limit(test_of("if changed size then exec \"/bin/x 5\"")));
  EXPECT_FALSE(has_limit(test_of("if changed mtime then alert")));
}

}  // namespace
}  // namespace pkgmap::rules
