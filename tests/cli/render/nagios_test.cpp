#include "cli/render/nagios.hpp"

#include <gtest/gtest.h>

namespace pkgmap::cli {
namespace {

struct Case {
  const char* what;
  const char* answer;
  const char* text;
  int status;
};

class NagiosAnswer : public ::testing::TestWithParam<Case> {};

TEST_P(NagiosAnswer, IsALineAStatusAndTheDetails) {
  const auto json = Json::parse(GetParam().answer);
  ASSERT_TRUE(json);
  const Presented said = nagios_answer(*json);
  EXPECT_EQ(said.text, GetParam().text);
  EXPECT_EQ(said.exit_status, GetParam().status);
}

INSTANTIATE_TEST_SUITE_P(
    Answers, NagiosAnswer,
    ::testing::Values(
        Case{"well", R"({"findings": [{"result": "ok", "what": "monit answers"}]})",
             "MONIT-PKGMAP OK - suspending and resuming work | failed=0 warnings=0\n", 0},
        Case{"a warning", R"({"findings": [{"result": "warning", "what": "no unit"}]})",
             "MONIT-PKGMAP WARNING - no unit | failed=0 warnings=1\nwarning: no unit\n", 1},
        Case{
            "a failure counts before a warning",
            R"({"findings": [{"result": "warning", "what": "w"}, {"result": "failed", "what": "f"}]})",
            "MONIT-PKGMAP CRITICAL - f | failed=1 warnings=1\nfailed: f\nwarning: w\n", 2},
        Case{"an error", R"({"error": {"code": 4, "message": "no monit"}})",
             "MONIT-PKGMAP UNKNOWN - no monit | failed=0 warnings=0\nunknown: no monit\n", 3},
        Case{"a bar and a newline, which would begin something else",
             R"({"findings": [{"result": "failed", "what": "a|b\nc"}]})",
             "MONIT-PKGMAP CRITICAL - a/b?c | failed=1 warnings=0\nfailed: a/b?c\n", 2},
        Case{"several monits, one of them without an answer",
             R"({"monit": "/a", "findings": [{"result": "warning", "what": "w"}],
                 "other_monits": [{"monit": "/b", "error": {"message": "m"}}]})",
             "MONIT-PKGMAP UNKNOWN - /b: m | failed=0 warnings=1\nunknown: /b: m\nwarning: /a: w\n",
             3}),
    [](const auto& row) {
      std::string name;
      for (const char c : std::string(row.param.what)) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) name += c;
      }
      return name;
    });

}  // namespace
}  // namespace pkgmap::cli
