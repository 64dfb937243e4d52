// What the host's log says of a session: one line for each thing that a person may look for.
#include "engine/session/outcome_log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap {
namespace {

using testing::ElementsAre;
using testing::Pair;
using Level = LogEntry::Level;

SessionRecord record() {
  SessionRecord made;
  made.id = "1111111111111111";
  made.manager = "dnf";
  made.packages = {"app-2-1.noarch", "lib-2-1.noarch"};
  return made;
}

std::vector<std::string> said(const ResumeOutcome& outcome) {
  std::vector<std::string> lines;
  for (const LogEntry& entry : entries_of(record(), outcome)) lines.push_back(entry.message);
  return lines;
}

TEST(OutcomeLog, ALineHasTheSessionAndItsChecks) {
  SuspendOutcome outcome;
  outcome.suspended = {"app", "site"};
  const LogEntry entry = entry_of(record(), outcome);
  EXPECT_EQ(entry.message, "suspended 2 checks");
  EXPECT_EQ(entry.level, Level::info);
  EXPECT_THAT(entry.fields,
              ElementsAre(Pair("MONIT_PKGMAP_SESSION", "1111111111111111"),
                          Pair("MONIT_PKGMAP_MANAGER", "dnf"),
                          Pair("MONIT_PKGMAP_PACKAGES", "app-2-1.noarch,lib-2-1.noarch"),
                          Pair("MONIT_PKGMAP_CHECKS", "app,site")));
}

TEST(OutcomeLog, ALineNamesFiftyChecksAtMost) {
  SuspendOutcome outcome;
  for (int i = 0; i < 50; ++i) outcome.suspended.push_back("a");
  EXPECT_EQ(entry_of(record(), outcome).fields.back().second.size(), 99U);
  outcome.suspended.push_back("b");
  EXPECT_TRUE(entry_of(record(), outcome).fields.back().second.ends_with("a,..."));
}

TEST(OutcomeLog, OfASuspendTheGravestIsSaid) {
  SuspendOutcome outcome;
  outcome.suspended = {"app"};
  outcome.not_suspended = {"site"};
  EXPECT_EQ(entry_of(record(), outcome).message, "monit did not suspend 1 check in time");
  EXPECT_EQ(entry_of(record(), outcome).level, Level::error);
  outcome.trouble = Error{ErrorCode::monit, "monit does not answer"};
  EXPECT_EQ(entry_of(record(), outcome).message, "suspending failed: monit does not answer");
  EXPECT_EQ(entry_of(record(), outcome).fields.back().second, "site");
  outcome.stopped_monit = true;
  EXPECT_EQ(entry_of(record(), outcome).message, "suspending failed: monit does not answer");
}

TEST(OutcomeLog, ASuspendThatStoppedMonitSaysSo) {
  SuspendOutcome outcome;
  outcome.suspended = {"app"};
  outcome.stopped_monit = true;
  EXPECT_EQ(entry_of(record(), outcome).message, "stopped monit, which cannot be asked");
  EXPECT_EQ(entry_of(record(), outcome).level, Level::warning);
}

TEST(OutcomeLog, AResumeThatDidNothingSaysNothing) {
  EXPECT_THAT(said({}), ElementsAre());
}

TEST(OutcomeLog, AResumeSaysHowLongAndWhetherItReloadedMonit) {
  ResumeOutcome outcome;
  outcome.seconds = 2.25;
  outcome.results.resumed = {{"app", 2.25, 0}};
  EXPECT_THAT(said(outcome), ElementsAre("resumed 1 check after 2.2 s"));
  outcome.results.baselines.resize(2);
  EXPECT_THAT(said(outcome), ElementsAre("resumed 1 check after 2.2 s"));
  outcome.results.reloaded = true;
  EXPECT_THAT(said(outcome),
              ElementsAre("resumed 1 check after 2.2 s, 2 new baselines by a reload"));
  outcome.started_monit = true;
  EXPECT_EQ(said(outcome).front(), "started monit");
}

TEST(OutcomeLog, EveryThingThatNeedsAPersonHasALine) {
  ResumeOutcome outcome;
  outcome.results.resumed = {{"app", 1, 0}};
  outcome.kept = {{"site", "its package is gone"}};
  outcome.removed.resize(1);
  outcome.removed[0].name = "old";
  outcome.said_off = {"quiet"};
  outcome.perhaps_said_off = {"APP", "another"};
  outcome.no_database = "the database is locked";
  outcome.trouble = Error{ErrorCode::failed, "no space"};
  EXPECT_THAT(
      said(outcome),
      ElementsAre("resumed 1 check after 0.0 s", "'site' stays suspended: its package is gone",
                  "'old' went with its package",
                  "'quiet' stays off: monit's log says that somebody unmonitored it while it "
                  "was suspended",
                  "monit's log says that somebody unmonitored 'APP' while it was suspended, "
                  "but what a check prints may look so: it is monitored again; 'monit "
                  "unmonitor APP' switches it off",
                  "the journal is out of date: no space"));
}

TEST(OutcomeLog, AFileThatChangedIsNamedWithItsPath) {
  ResumeOutcome outcome;
  outcome.results.drift.resize(1);
  outcome.results.drift[0].check = "app";
  outcome.results.drift[0].path = "/opt/app/agent";
  const auto entries = entries_of(record(), outcome);
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0].message, "/opt/app/agent changed outside any package");
  EXPECT_EQ(entries[0].level, Level::warning);
  EXPECT_THAT(entries[0].fields.back(), Pair("MONIT_PKGMAP_PATH", "/opt/app/agent"));
  outcome.no_database = "the database is locked";
  EXPECT_EQ(said(outcome).back(), "nobody knows which content is packaged: the database is locked");
}

}  // namespace
}  // namespace pkgmap
