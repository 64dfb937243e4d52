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

std::string parameter_of(const CheckNames& names, const std::string& version) {
  const ActionPlan plan = plan_action(names, terms(10'000, version));
  if (plan.requests.size() != 1) return std::to_string(plan.requests.size()) + " requests";
  const std::string& body = plan.requests[0].body;
  constexpr std::string_view kStart = "action=unmonitor&service=";
  constexpr std::string_view kEnd = "&securitytoken=T";
  EXPECT_EQ(body.substr(0, kStart.size()), kStart);
  EXPECT_EQ(body.substr(body.size() - kEnd.size()), kEnd);
  return body.substr(kStart.size(), body.size() - kStart.size() - kEnd.size());
}

struct NameCase {
  std::string name;
  std::string since_5_28;
  std::string before;
};
class NameInARequest : public testing::TestWithParam<NameCase> {};

TEST_P(NameInARequest, IsAPatternSince5_28AndLiteralBefore) {
  EXPECT_EQ(parameter_of({GetParam().name}, "5.28.0"), GetParam().since_5_28);
  EXPECT_EQ(parameter_of({GetParam().name}, "6.1.0"), GetParam().since_5_28);
  EXPECT_EQ(parameter_of({GetParam().name}, "5.27.2"), GetParam().before);
}

INSTANTIATE_TEST_SUITE_P(
    Names, NameInARequest,
    testing::Values(NameCase{"web", "^(web)$", "web"}, NameCase{"a.b", "^(a\\.b)$", "a.b"},
                    NameCase{"c++", "^(c\\%2B\\%2B)$", "c%2B%2B"},
                    NameCase{"p(x) y", "^(p\\(x\\)+y)$", "p(x)+y"},
                    NameCase{"b[1]{2}", "^(b\\[1\\]\\{2\\})$", "b[1]{2}"},
                    NameCase{"a|b?*", "^(a\\|b\\?\\*)$", "a|b?*"},
                    NameCase{"back\\slash", "^(back\\\\slash)$", "back\\slash"},
                    NameCase{"dollar$x", "^(dollar\\$x)$", "dollar$x"},
                    NameCase{"^caret", "^(\\^caret)$", "^caret"},
                    NameCase{"a-b_c/d&e=f", "^(a-b_c%2Fd%26e%3Df)$", "a-b_c%2Fd%26e%3Df"},
                    NameCase{"50%41", "^(50%2541)$", "50%2541"},
                    NameCase{"a\tb\nc\x7F", "^(a%09b%0Ac%7F)$", "a%09b%0Ac%7F"},
                    NameCase{"\xC3\xBC#;~", "^(\xC3\xBC#;~)$", "\xC3\xBC#;~"}));

TEST(NamesInARequest, ShareAPatternSince5_28) {
  EXPECT_EQ(parameter_of({"web", "a.b", "c"}, "5.28.0"), "^(web|a\\.b|c)$");
  EXPECT_EQ(parameter_of({"web", "a.b", "c"}, "5.27.0"), "web&service=a.b&service=c");
}

TEST(NamesInARequest, AreSixteenInAPatternAtMost) {
  CheckNames names;
  for (char c = 'a'; c < 'a' + 17; ++c) names.emplace_back(std::string(1, c));
  EXPECT_EQ(parameter_of(names, "5.33.0"), "^(a|b|c|d|e|f|g|h|i|j|k|l|m|n|o|p)$&service=^(q)$");
}

// monit's bound leaves room for all checks by their plain names; each of these sets is as large as
// the whole host, the worst case.
TEST(NamesInARequest, CostOneRequestWhateverTheyAreMadeOf) {
  const std::vector<std::vector<std::string>> kinds = {{"web-service-", ""},
                                                       {"\xC3\xBC\xE6\x9C\x8D\xE5\x8B\x99-", ""},
                                                       {"www.example.com_", ".node"},
                                                       {"app {", "} [x]"},
                                                       {std::string(195, 'a'), ""}};
  for (const auto& kind : kinds) {
    CheckNames names;
    names.reserve(200);
    for (int i = 0; i < 200; ++i) names.push_back(kind[0] + std::to_string(i) + kind[1]);
    const ActionPlan plan = plan_action(names, terms(body_limit(names)));
    ASSERT_THAT(plan.requests, SizeIs(1)) << kind[0];
    EXPECT_EQ(plan.requests[0].path, kGroupPath);
    EXPECT_EQ(plan.requests[0].checks, names);
  }
}

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
  EXPECT_EQ(plan.requests[0].body, "action=unmonitor&service=^(web|a\\.b)$&securitytoken=T");
  EXPECT_THAT(plan.requests[0].checks, ElementsAre("web", "a.b"));
  EXPECT_THAT(plan.unsayable, IsEmpty());
}

TEST(PlanAction, SaysMonitor) {
  const ActionPlan plan = plan_action({"web"}, {Verb::monitor, "5.33.0", "T", 300});
  EXPECT_EQ(plan.requests.at(0).body, "action=monitor&service=^(web)$&securitytoken=T");
}

TEST(PlanAction, NamesACheckOnceThoughItIsGivenTwice) {
  const ActionPlan plan = plan_action({"Web", "db", "wEB", "db"}, terms(300));
  EXPECT_THAT(plan.requests.at(0).checks, ElementsAre("Web", "db"));
}

TEST(PlanAction, AsksNothingForNoChecks) {
  EXPECT_THAT(plan_action({}, terms(300)).requests, IsEmpty());
}

TEST(PlanAction, SplitsWhatWouldExceedTheLimit) {
  CheckNames names;
  names.reserve(100);
  for (int i = 0; i < 100; ++i) names.push_back(std::string(20, '.') + std::to_string(i));
  const std::size_t limit = body_limit(names);
  const ActionPlan plan = plan_action(names, terms(limit));
  EXPECT_GT(plan.requests.size(), 1U);
  CheckNames asked;
  for (const ActionRequest& request : plan.requests) {
    EXPECT_LE(request.body.size(), limit);
    EXPECT_EQ(request.path, "/_doaction");
    asked.insert(asked.end(), request.checks.begin(), request.checks.end());
  }
  EXPECT_EQ(asked, names);
}

TEST(PlanAction, UsesTheLimitToItsLastByte) {
  const std::string pattern = "action=unmonitor&service=^(web|db)$&securitytoken=T";
  EXPECT_THAT(plan_action({"web", "db"}, terms(pattern.size())).requests, SizeIs(1));
  EXPECT_THAT(plan_action({"web", "db"}, terms(pattern.size() - 1)).requests, SizeIs(2));
  const std::string literal = "action=unmonitor&service=web&service=db&securitytoken=T";
  EXPECT_THAT(plan_action({"web", "db"}, terms(literal.size(), "5.27.0")).requests, SizeIs(1));
  EXPECT_THAT(plan_action({"web", "db"}, terms(literal.size() - 1, "5.27.0")).requests, SizeIs(2));
}

TEST(PlanAction, AsksAloneForACheckThatDoesNotFit) {
  const std::string name(100, '+');
  const ActionPlan plan = plan_action({"web", name}, terms(300));
  ASSERT_THAT(plan.requests, SizeIs(2));
  std::string path = "/";
  for (int i = 0; i < 100; ++i) path += "%2B";
  EXPECT_EQ(plan.requests[0].path, path);
  EXPECT_EQ(plan.requests[0].body, "action=unmonitor&securitytoken=T");
  EXPECT_EQ(plan.requests[1].body, "action=unmonitor&service=^(web)$&securitytoken=T");
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
  const std::string name(300, '$');
  const ActionPlan plan = plan_action({name}, terms(600));
  EXPECT_THAT(plan.requests, IsEmpty());
  EXPECT_THAT(plan.unsayable, ElementsAre(name));
}

TEST(PageOfItsOwn, HasAUrlOf511BytesAtMost) {
  EXPECT_TRUE(has_page_of_its_own(std::string(510, 'a')));
  EXPECT_FALSE(has_page_of_its_own(std::string(511, 'a')));
  EXPECT_EQ(request_alone(std::string(510, 'a'), terms(0))->path.size(), 511U);
  EXPECT_FALSE(request_alone(std::string(511, 'a'), terms(0)));
  EXPECT_FALSE(request_alone("_status", terms(0)));
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
