// How actions are written: patterns, bodies, limits.
#include "engine/monit/action.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/monit/version.hpp"

namespace pkgmap {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using Verb = MonitClient::Verb;

ActionTerms terms(std::size_t limit, const std::string& version = "5.33.0") {
  return {Verb::unmonitor, version, "T", limit};
}

struct PatternCase {
  std::string name;
  std::string since_5_28;
};
class ServicePattern : public testing::TestWithParam<PatternCase> {};

TEST_P(ServicePattern, IsEscapedSince5_28AndLiteralBefore) {
  EXPECT_EQ(service_pattern(GetParam().name, "5.28.0"), GetParam().since_5_28);
  EXPECT_EQ(service_pattern(GetParam().name, "6.1.0"), GetParam().since_5_28);
  EXPECT_EQ(service_pattern(GetParam().name, "5.27.2"), GetParam().name);
}

INSTANTIATE_TEST_SUITE_P(
    Names, ServicePattern,
    testing::Values(PatternCase{"web", "web"}, PatternCase{"a.b", "a\\.b"},
                    PatternCase{"c++", "c\\+\\+"}, PatternCase{"p(x) y", "p\\(x\\) y"},
                    PatternCase{"b[1]{2}", "b\\[1\\]\\{2\\}"}, PatternCase{"a|b?*", "a\\|b\\?\\*"},
                    PatternCase{"back\\slash", "back\\\\slash"},
                    PatternCase{"dollar$x", "^dollar\\$x$"}, PatternCase{"^caret", "^\\^caret$"},
                    PatternCase{"a-b_c/d&e", "a-b_c/d&e"}, PatternCase{"", ""}));

TEST(MonitVersion, IsReadFromItsFirstTwoNumbers) {
  EXPECT_EQ(parse_monit_version("5.28")->minor, 28);
  EXPECT_EQ(parse_monit_version("6.0.0-beta")->major, 6);
  for (const char* text : {"", "5", "x.1", "5.", "5.x", "-"}) {
    EXPECT_FALSE(parse_monit_version(text)) << text;
  }
}

TEST(MonitVersion, MatchesByRegexSince5_28) {
  EXPECT_FALSE((MonitVersion{5, 27}).matches_by_regex());
  EXPECT_TRUE((MonitVersion{5, 28}).matches_by_regex());
  EXPECT_FALSE((MonitVersion{4, 99}).matches_by_regex());
  EXPECT_TRUE((MonitVersion{6, 0}).matches_by_regex());
}

TEST(PercentEncode, LeavesOnlyWhatMonitNeverTouches) {
  EXPECT_EQ(percent_encode("aZ09._-"), "aZ09._-");
  EXPECT_EQ(percent_encode("a b/+&=%~"), "a%20b%2F%2B%26%3D%25%7E");
  EXPECT_EQ(percent_encode("\xC3\xBC"), "%C3%BC");
}

TEST(BodyLimit, Is256AndForEachServiceItsNameAndNine) {
  EXPECT_EQ(body_limit({}), 256U);
  EXPECT_EQ(body_limit({"web", "db"}), 256U + 12 + 11);
}

TEST(PlanAction, NamesAllChecksInOneRequest) {
  const ActionPlan plan = plan_action({"web", "a.b"}, terms(300));
  ASSERT_THAT(plan.requests, SizeIs(1));
  EXPECT_EQ(plan.requests[0].path, "/_doaction");
  EXPECT_EQ(plan.requests[0].body, "action=unmonitor&service=web&service=a%5C.b&securitytoken=T");
  EXPECT_THAT(plan.requests[0].checks, ElementsAre("web", "a.b"));
  EXPECT_THAT(plan.unsayable, IsEmpty());
}

TEST(PlanAction, SaysMonitor) {
  const ActionPlan plan = plan_action({"web"}, {Verb::monitor, "5.33.0", "T", 300});
  EXPECT_EQ(plan.requests.at(0).body, "action=monitor&service=web&securitytoken=T");
}

TEST(PlanAction, NamesACheckOnceThoughItIsGivenTwice) {
  const ActionPlan plan = plan_action({"Web", "db", "wEB", "db"}, terms(300));
  EXPECT_THAT(plan.requests.at(0).checks, ElementsAre("Web", "db"));
}

TEST(PlanAction, AsksNothingForNoChecks) {
  EXPECT_THAT(plan_action({}, terms(300)).requests, IsEmpty());
}

TEST(PlanAction, SplitsWhatWouldExceedTheLimit) {
  std::vector<std::string> names;
  names.reserve(100);
  for (int i = 0; i < 100; ++i) names.push_back("....." + std::to_string(i));
  const std::size_t limit = body_limit(names);
  const ActionPlan plan = plan_action(names, terms(limit));
  EXPECT_GT(plan.requests.size(), 1U);
  std::vector<std::string> asked;
  for (const ActionRequest& request : plan.requests) {
    EXPECT_LE(request.body.size(), limit);
    EXPECT_EQ(request.path, "/_doaction");
    asked.insert(asked.end(), request.checks.begin(), request.checks.end());
  }
  EXPECT_EQ(asked, names);
}

TEST(PlanAction, UsesTheLimitToItsLastByte) {
  const std::string body = "action=unmonitor&service=web&service=db&securitytoken=T";
  EXPECT_THAT(plan_action({"web", "db"}, terms(body.size())).requests, SizeIs(1));
  EXPECT_THAT(plan_action({"web", "db"}, terms(body.size() - 1)).requests, SizeIs(2));
}

TEST(PlanAction, AsksAloneForACheckThatDoesNotFit) {
  const std::string name(100, '+');
  const ActionPlan plan = plan_action({"web", name}, terms(body_limit({"web", name})));
  ASSERT_THAT(plan.requests, SizeIs(2));
  std::string path = "/";
  for (int i = 0; i < 100; ++i) path += "%2B";
  EXPECT_EQ(plan.requests[0].path, path);
  EXPECT_EQ(plan.requests[0].body, "action=unmonitor&securitytoken=T");
  EXPECT_EQ(plan.requests[1].body, "action=unmonitor&service=web&securitytoken=T");
}

TEST(PlanAction, AsksOneByOneWhenTheVersionCannotBeRead) {
  const ActionPlan plan = plan_action({"a.b", "_status"}, terms(1000, "unknown"));
  ASSERT_THAT(plan.requests, SizeIs(1));
  EXPECT_EQ(plan.requests[0].path, "/a.b");
  EXPECT_THAT(plan.unsayable, ElementsAre("_status"));
}

TEST(PlanAction, NamesACheckThatIsNamedLikeAPageOfMonit) {
  const ActionPlan plan = plan_action({"_status", "_doaction"}, terms(300));
  ASSERT_THAT(plan.requests, SizeIs(1));
  EXPECT_THAT(plan.unsayable, IsEmpty());
}

TEST(PlanAction, TellsWhatNoRequestCanName) {
  const std::string name(200, '$');
  const ActionPlan plan = plan_action({name}, terms(body_limit({name})));
  EXPECT_THAT(plan.requests, IsEmpty());
  EXPECT_THAT(plan.unsayable, ElementsAre(name));
}

TEST(PageOfItsOwn, IsDeniedToNamesOfMonitsPages) {
  for (const char* name :
       {"_status", "_STATUS2", "_doaction", "_Runtime", "_ping", "favicon.ico", "what?", ""}) {
    EXPECT_FALSE(has_page_of_its_own(name)) << name;
  }
  for (const char* name : {"web", "_statusx", "a/b", "p%41+&=;#x"}) {
    EXPECT_TRUE(has_page_of_its_own(name)) << name;
  }
}

}  // namespace
}  // namespace pkgmap
