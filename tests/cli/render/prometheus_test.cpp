#include "cli/render/prometheus.hpp"

#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Json answer(const char* text) {
  std::string error;
  const auto json = Json::parse(text, &error);
  EXPECT_TRUE(json) << error;
  return json.value_or(Json());
}

// A status with one session of two checks, one of them still on, and one of everything else.
constexpr const char* kStatus = R"({
  "sessions": [
    {"since": "2026-11-30T02:00:10Z", "checks": [{"suspended": true}]},
    {"since": "2026-11-30T02:00:00Z", "checks": [{"suspended": true}, {"suspended": false}]}],
  "kept": [{"name": "a"}, {"name": "b"}, {"name": "c"}],
  "removed": [{"name": "d"}],
  "adrift": [{"state": "monitored"}, {"state": "off"}, {"state": "monitored"}],
  "lost_guards": [{}],
  "bypassed": {"packages": [{}, {}], "checks": []}})";

constexpr const char* kHistory = R"({"sessions": [
  {"began": "2026-11-30T01:00:00Z", "ended": "2026-11-30T01:00:05Z",
   "checks": [{"result": "resumed", "unwatched_seconds": 2.5}]},
  {"began": "2026-11-30T02:00:00Z", "ended": "2026-11-30T02:01:00Z",
   "checks": [{"result": "resumed", "unwatched_seconds": 60}, {"result": "kept", "unwatched_seconds": 8}]}]})";

TEST(PrometheusText, CountsWhatAStatusHas) {
  EXPECT_EQ(prometheus_text("status", answer(kStatus)),
            R"(# HELP monit_pkgmap_answered Whether the command gave an answer.
# TYPE monit_pkgmap_answered gauge
monit_pkgmap_answered{command="status"} 1
# HELP monit_pkgmap_sessions Sessions under way.
# TYPE monit_pkgmap_sessions gauge
monit_pkgmap_sessions 2
# HELP monit_pkgmap_suspended_checks Checks that sessions under way have switched off.
# TYPE monit_pkgmap_suspended_checks gauge
monit_pkgmap_suspended_checks 2
# HELP monit_pkgmap_oldest_session_start_time_seconds When the oldest session under way began.
# TYPE monit_pkgmap_oldest_session_start_time_seconds gauge
monit_pkgmap_oldest_session_start_time_seconds 1796004000
# HELP monit_pkgmap_leftover_checks Checks that an earlier session could not resume.
# TYPE monit_pkgmap_leftover_checks gauge
monit_pkgmap_leftover_checks 3
# HELP monit_pkgmap_removed_checks Checks that went with their package and that monit still has.
# TYPE monit_pkgmap_removed_checks gauge
monit_pkgmap_removed_checks 1
# HELP monit_pkgmap_substitute_checks Checks that keep the alarm about a changed file.
# TYPE monit_pkgmap_substitute_checks gauge
monit_pkgmap_substitute_checks{state="monitored"} 2
monit_pkgmap_substitute_checks{state="off"} 1
monit_pkgmap_substitute_checks{state="gone"} 0
monit_pkgmap_substitute_checks{state="unknown"} 0
# HELP monit_pkgmap_lost_guards Guards whose session is not in the state directory.
# TYPE monit_pkgmap_lost_guards gauge
monit_pkgmap_lost_guards 1
# HELP monit_pkgmap_bypassed_packages Packages that changed without a hook.
# TYPE monit_pkgmap_bypassed_packages gauge
monit_pkgmap_bypassed_packages 2
)");
}

TEST(PrometheusText, HasEveryFindingSoThatNoneIsZero) {
  const std::string text =
      prometheus_text("audit", answer(R"({"checks": [{"state": "off"}, {"state": "monitored"}],
                          "findings": [{"id": "drift"}, {"id": "drift"}]})"));
  EXPECT_THAT(text, HasSubstr("monit_pkgmap_findings{id=\"drift\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("monit_pkgmap_findings{id=\"mistake\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("monit_pkgmap_findings{id=\"other-monit\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("monit_pkgmap_checks{state=\"off\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("monit_pkgmap_checks{state=\"failing\"} 0\n"));
}

TEST(PrometheusText, SumsTheUnwatchedSecondsOfTheHistory) {
  const std::string text = prometheus_text("history", answer(kHistory));
  EXPECT_THAT(text, HasSubstr("monit_pkgmap_history_sessions 2\n"));
  EXPECT_THAT(text, HasSubstr("monit_pkgmap_history_unwatched_check_seconds 70.5\n"));
  EXPECT_THAT(text, HasSubstr("monit_pkgmap_last_session_end_time_seconds 1796004060\n"));
  EXPECT_THAT(text, HasSubstr("monit_pkgmap_last_session_duration_seconds 60\n"));
  EXPECT_THAT(text, HasSubstr("monit_pkgmap_last_session_unwatched_check_seconds 68\n"));
  EXPECT_THAT(text, HasSubstr("monit_pkgmap_last_session_checks{result=\"resumed\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("monit_pkgmap_last_session_checks{result=\"kept\"} 1\n"));
}

TEST(PrometheusText, KnowsNoLastSessionWithoutAHistory) {
  EXPECT_THAT(prometheus_text("history", answer(R"({"sessions": []})")),
              Not(HasSubstr("last_session")));
}

TEST(PrometheusText, SaysThatThereIsNoAnswerAndNothingElse) {
  EXPECT_EQ(prometheus_text("audit", answer(R"({"error": {"code": 3, "message": "m"}})")),
            "# HELP monit_pkgmap_answered Whether the command gave an answer.\n"
            "# TYPE monit_pkgmap_answered gauge\n"
            "monit_pkgmap_answered{command=\"audit\"} 0\n");
}

TEST(PrometheusText, NamesTheMonitsOfAHostWithSeveralAndEachMetricOnce) {
  const std::string text =
      prometheus_text("status", answer(R"({"monit": "/etc/monitrc", "kept": [{}],
                           "other_monits": [{"monit": "/etc/\"odd\\\n", "kept": []},
                                            {"monit": "/c", "error": {"message": "m"}}]})"));
  EXPECT_THAT(text,
              HasSubstr("monit_pkgmap_leftover_checks{monit=\"/etc/monitrc\"} 1\n"
                        "monit_pkgmap_leftover_checks{monit=\"/etc/\\\"odd\\\\?\"} 0\n# HELP"));
  EXPECT_THAT(text, HasSubstr("monit_pkgmap_answered{command=\"status\",monit=\"/c\"} 0\n"));
}

std::set<std::string> names_in(const std::string& text) {
  std::set<std::string> names;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("# TYPE ", 0) == 0) names.insert(line.substr(7, line.rfind(' ') - 7));
  }
  return names;
}

TEST(PrometheusText, HasTheMetricsOfTheManualPageAndNoOther) {
  std::set<std::string> made;
  for (const auto& [command, text] :
       {std::pair{"status", kStatus}, {"history", kHistory}, {"audit", "{}"}}) {
    made.merge(names_in(prometheus_text(command, answer(text))));
  }
  std::ifstream page(PKGMAP_SOURCE_DIR "/cli/man/monit-pkgmap-formats.5.in");
  std::set<std::string> listed;
  for (std::string line; std::getline(page, line);) {
    if (line.rfind(".It Li monit_pkgmap_", 0) == 0)
      listed.insert(line.substr(7, line.find(' ', 7) - 7));
  }
  EXPECT_EQ(made, listed);
}

}  // namespace
}  // namespace pkgmap::cli
