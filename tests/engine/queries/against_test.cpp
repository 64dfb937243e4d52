// Tests how a session is compared with the plan made before it.
#include "engine/queries/against.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap {
namespace {

using rules::Watch;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string planned(const std::string& name, const std::string& decision,
                    const std::string& outcome = "") {
  return R"({"name":")" + name + R"(","decision":")" + decision +
         R"(","reason":"because","predictions":[)" +
         (outcome.empty() ? "" : R"({"outcome":")" + outcome + R"("})") + "]}";
}

Json plan_of(const std::string& checks) {
  return *Json::parse(R"({"made":"2026-01-01T00:00:00Z","plan":{"at_least":false,)"
                      R"("packages":[{"name":"mysql-server"}],"checks":[)" +
                      checks + "]}}");
}

Json session_of(const std::string& checks) {
  return *Json::parse(R"({"id":"0123456789abcdef","began":"2026-01-02T00:00:00Z",)"
                      R"("packages":["mysql-server-1-1.x86_64"],"checks":[)" +
                      checks + "]}");
}

constexpr const char* kResumed = R"({"name":"mysqld","result":"resumed"})";
constexpr const char* kKept = R"({"name":"mysqld","result":"kept"})";

// The difference of the only check.
Difference only(const std::string& checks, const std::string& session, Watch now) {
  const Comparison comparison = compare(plan_of(checks), session_of(session), {{"mysqld", now}});
  EXPECT_EQ(comparison.checks.size(), 1U);
  return comparison.checks.empty() ? Difference::none : comparison.checks.front().difference;
}

TEST(Against, ASessionThatDidWhatThePlanSaysIsEqual) {
  const Comparison comparison =
      compare(plan_of(planned("mysqld", "suspend") + "," + planned("hosts", "keep")),
              session_of(kResumed), {{"mysqld", Watch::monitored}, {"hosts", Watch::failing}});
  EXPECT_EQ(comparison.differences(), 0U);
  ASSERT_EQ(comparison.checks.size(), 1U);
  EXPECT_TRUE(comparison.checks[0].suspended);
  EXPECT_TRUE(comparison.notes.empty());
}

// Somebody wrote the name otherwise since the plan was made: for monit, the check is the same.
TEST(Against, NamesAreComparedAsMonitComparesThem) {
  const Comparison comparison = compare(plan_of(planned("MySQLd", "suspend", "fails")),
                                        session_of(kResumed), {{"MYSQLD", Watch::failing}});
  ASSERT_EQ(comparison.checks.size(), 1U);
  EXPECT_TRUE(comparison.checks[0].suspended);
  EXPECT_EQ(comparison.checks[0].now, Watch::failing);
  EXPECT_EQ(comparison.checks[0].difference, Difference::none);
}

TEST(Against, WhatWasSuspendedUnplannedIsMore) {
  EXPECT_EQ(only(planned("mysqld", "keep"), kResumed, Watch::monitored), Difference::more);
  EXPECT_EQ(only(planned("mysqld", "off"), kResumed, Watch::monitored), Difference::more);
  EXPECT_EQ(only("", kResumed, Watch::monitored), Difference::more);
}

TEST(Against, WhatWasPlannedAndNotSuspendedIsLess) {
  EXPECT_EQ(only(planned("mysqld", "suspend"), "", Watch::monitored), Difference::less);
}

TEST(Against, APredictedFailureIsComparedWithWhatMonitSaysNow) {
  const std::string will_fail = planned("mysqld", "suspend", "fails");
  EXPECT_EQ(only(will_fail, kResumed, Watch::failing), Difference::none);
  EXPECT_EQ(only(will_fail, kResumed, Watch::monitored), Difference::works);
  for (const Watch silent : {Watch::unknown, Watch::starting, Watch::waiting}) {
    EXPECT_EQ(only(will_fail, kResumed, silent), Difference::unknown);
  }
  EXPECT_EQ(only(planned("mysqld", "keep", "fails"), "", Watch::failing), Difference::none);
  EXPECT_EQ(only(planned("mysqld", "keep", "fails"), "", Watch::monitored), Difference::works);
}

TEST(Against, ATestThatSwitchedItsCheckOffHasFailed) {
  EXPECT_EQ(only(planned("mysqld", "suspend", "fails"), kResumed, Watch::off), Difference::none);
  EXPECT_EQ(only(planned("mysqld", "suspend", "fails"), kKept, Watch::off), Difference::unknown);
  EXPECT_EQ(only(planned("mysqld", "suspend"), kResumed, Watch::off), Difference::fails);
  EXPECT_EQ(only(planned("mysqld", "suspend"), kKept, Watch::off), Difference::none);
}

TEST(Against, AFailureThatNobodyPredictedIsADifference) {
  EXPECT_EQ(only(planned("mysqld", "suspend"), kResumed, Watch::failing), Difference::fails);
  EXPECT_EQ(only(planned("mysqld", "suspend", "fires"), kResumed, Watch::failing),
            Difference::fails);
}

TEST(Against, ATestThatMayFailCountsInNeitherWay) {
  for (const Watch now : {Watch::failing, Watch::monitored, Watch::unknown}) {
    EXPECT_EQ(only(planned("mysqld", "suspend", "unknown"), kResumed, now), Difference::none);
  }
}

TEST(Against, SaysWhatMakesItLessCertain) {
  Json plan = plan_of("");
  plan.set("plan", Json::object()
                       .set("at_least", true)
                       .set("packages", Json::array().push(Json::object().set("name", "other"))));
  EXPECT_THAT(compare(plan, session_of(""), {}).notes,
              ElementsAre(HasSubstr("no package of the plan"), HasSubstr("may lack checks"),
                          HasSubstr("monit gives no status")));
}

TEST(Against, TakesAPlanOfAnythingElse) {
  for (const char* text : {"{}", "[]", "null", R"({"plan":{"checks":[1,{"name":2}]}})"}) {
    const Comparison comparison = compare(*Json::parse(text), session_of(kResumed), {});
    EXPECT_EQ(comparison.differences(), 1U) << text;
  }
}

}  // namespace
}  // namespace pkgmap
