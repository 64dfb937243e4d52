#include "cli/monits/merge.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap::cli {
namespace {

using testing::ElementsAre;

constexpr const char* kFirst = "/etc/monitrc";

Json message(const char* level, const char* text) {
  return Json::object().set("level", level).set("text", text);
}

Json suspended(const Json& session, std::vector<Json> messages) {
  Json list = Json::array();
  for (Json& one : messages) list.push(std::move(one));
  return Json::object().set("schema", 1).set("session", session).set("messages", std::move(list));
}

MonitAnswer answer(const char* control_file, const Json& json, int status = 0) {
  return {control_file, status, json.dump(), {}};
}

// "info: …"
std::vector<std::string> said(const Json& json) {
  std::vector<std::string> lines;
  for (const Json& one : json["messages"].items()) {
    lines.push_back(one["level"].string_or("") + ": " + one["text"].string_or(""));
  }
  return lines;
}

TEST(SeveralMonits, LeaveTheAnswerAboutTheFirstAsItIs) {
  const Json first = Json::object().set("schema", 1).set("checks", Json::array());
  const Json all =
      with_other_monits(first, kFirst, {answer("/opt/x/rc", Json::object().set("checks", 3))});
  EXPECT_EQ(all.dump(-1), R"({"schema":1,"checks":[],"monit":"/etc/monitrc",)"
                          R"("other_monits":[{"checks":3,"monit":"/opt/x/rc"}]})");
}

TEST(SeveralMonits, TellAHookInOneLineWhatWasDone) {
  const Json all = with_other_monits(
      suspended("a", {message("info", "suspended 5 of 22 checks (a)")}), kFirst,
      {answer("/opt/x/rc", suspended("a", {message("info", "suspended 2 of 3 checks (b)")})),
       answer("/opt/y/rc", suspended(Json(), {message("error", "monit does not answer")}))});
  EXPECT_THAT(
      said(all),
      ElementsAre("info: suspended 5 of 22 checks (a); /opt/x/rc: suspended 2 of 3 checks (b)",
                  "error: /opt/y/rc: monit does not answer"));
  EXPECT_EQ(all["session"].string_or(""), "a");
}

TEST(SeveralMonits, GiveAHookTheSessionOfAnotherIfTheFirstHasNone) {
  const Json all = with_other_monits(
      suspended(Json(), {}), kFirst,
      {answer("/opt/x/rc", suspended("b", {message("info", "suspended 2 of 3 checks (b)")}))});
  EXPECT_EQ(all["session"].string_or(""), "b");
  EXPECT_THAT(said(all), ElementsAre("info: /opt/x/rc: suspended 2 of 3 checks (b)"));
}

TEST(SeveralMonits, EndATransactionThatOneOfThemRefuses) {
  const Json all = with_other_monits(suspended("a", {}), kFirst,
                                     {answer("/opt/x/rc", suspended("a", {}).set("abort", true))});
  EXPECT_EQ(all["abort"].boolean(), true);
}

// A hook takes the error of the first one only from `error`, unless there are messages.
TEST(SeveralMonits, KeepTheErrorOfTheFirstAmongTheMessages) {
  const Json error =
      Json::object().set("error", Json::object().set("code", 4).set("message", "no monit"));
  const Json all = with_other_monits(
      error, kFirst,
      {answer("/opt/x/rc", suspended("b", {message("info", "suspended 1 of 1 check (b)")}))});
  EXPECT_THAT(said(all),
              ElementsAre("info: /opt/x/rc: suspended 1 of 1 check (b)", "error: no monit"));
}

TEST(SeveralMonits, NameTheOneThatGaveNoAnswer) {
  MonitAnswer late{"/opt/x/rc", 1, "", ""};
  late.why_none = "no answer in time";
  const Json all = with_other_monits(suspended("a", {}), kFirst, {late});
  EXPECT_THAT(said(all), ElementsAre("error: /opt/x/rc: no answer in time"));
  EXPECT_EQ(other_monits_text({late}), "\nmonit with /opt/x/rc\nno answer in time\n");
  for (const char* command : {"explain", "suspend", "history"}) {
    EXPECT_FALSE(means_nothing(command, late));
    EXPECT_EQ(status_of_all(command, 0, {late}), 1);
  }
}

TEST(SeveralMonits, SayNothingOfAWordThatMeansNothingToOneOfThem) {
  const Json unknown = Json::object()
                           .set("error", Json::object().set("code", 2).set("message", "no package"))
                           .set("messages", Json::array().push(message("error", "no package")));
  EXPECT_THAT(said(with_other_monits(suspended("a", {}), kFirst, {answer("/opt/x/rc", unknown)})),
              ElementsAre());
  EXPECT_EQ(status_of_all("suspend", 0, {answer("/opt/x/rc", unknown, 2)}), 0);
  EXPECT_EQ(status_of_all("suspend", 2, {answer("/opt/x/rc", unknown, 2)}), 2);
  EXPECT_EQ(status_of_all("explain", 1, {answer("/opt/x/rc", unknown, 10)}), 10);
  EXPECT_EQ(status_of_all("status", 1, {answer("/opt/x/rc", unknown, 0)}), 1);
}

TEST(SeveralMonits, HaveTheStatusOfTheGravestError) {
  const auto with = [](int first, int other) {
    return status_of_all("explain", first, {answer("/opt/x/rc", Json::object(), other)});
  };
  EXPECT_EQ(with(0, 0), 0);
  EXPECT_EQ(with(0, 7), 7);
  EXPECT_EQ(with(7, 3), 3);
  EXPECT_EQ(with(10, 11), 11);
  EXPECT_EQ(with(10, 4), 4);
  EXPECT_EQ(with(0, 10), 10);
}

TEST(SeveralMonits, ShowNoControlCharacterOfAnother) {
  EXPECT_EQ(monit_heading("/opt/\x1b/rc"), "monit with /opt/?/rc\n");
}

}  // namespace
}  // namespace pkgmap::cli
