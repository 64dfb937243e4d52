#include "cli/render/messages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "info: …", "error: …"
template <class Outcome>
std::vector<std::string> said(const Outcome& outcome) {
  std::vector<std::string> lines;
  for (const Message& message : messages_of(outcome)) {
    lines.push_back((message.level == Message::Level::info ? "info: " : "error: ") + message.text);
  }
  return lines;
}

SuspendOutcome suspended(CheckNames names) {
  SuspendOutcome outcome;
  outcome.session = "abc";
  outcome.checks = 14;
  outcome.suspended = std::move(names);
  outcome.packages = {"mysql-server-8-1.x86_64"};
  return outcome;
}

ResumeOutcome resumed(const std::vector<std::string>& names) {
  ResumeOutcome outcome;
  outcome.session = "abc";
  for (const std::string& name : names) outcome.results.resumed.push_back({name});
  outcome.seconds = 6.12;
  return outcome;
}

TEST(SuspendMessages, AreOneLineWhenAllIsWell) {
  EXPECT_THAT(said(suspended({"mysqld", "mysql_bin"})),
              ElementsAre("info: suspended 2 of 14 checks (mysqld, mysql_bin)"));
}

TEST(SuspendMessages, AreNoneWhenNothingIsTouched) {
  EXPECT_THAT(said(SuspendOutcome{}), IsEmpty());
}

TEST(SuspendMessages, NameSixOfManyChecks) {
  EXPECT_THAT(said(suspended({"a", "b", "c", "d", "e", "f", "g"})),
              ElementsAre("info: suspended 7 of 14 checks (a, b, c, d, e, f, g)"));
  EXPECT_THAT(said(suspended({"mysqld", "mysql_bin", "mysql_conf", "mysql_unit", "orders_spool"})),
              ElementsAre("info: suspended 5 of 14 checks (mysqld, mysql_bin and 3 more)"));
  EXPECT_THAT(said(suspended({"a", "b", "c", "d", "e", "f", "g", "h"})),
              ElementsAre("info: suspended 8 of 14 checks (a, b, c, d, e, f and 2 more)"));
}

TEST(SuspendMessages, SayWhatMonitDidNotGetTo) {
  SuspendOutcome outcome = suspended({"a"});
  outcome.not_suspended = {"b", "c"};
  EXPECT_THAT(said(outcome),
              ElementsAre("info: suspended 1 of 14 checks (a)",
                          "error: not suspended in time: b, c; monit may act on the update"));
}

TEST(SuspendMessages, SayWhatWentWrongHalfWay) {
  SuspendOutcome outcome = suspended({});
  outcome.not_suspended = {"b"};
  outcome.trouble = Error{ErrorCode::monit, "monit does not answer on /run/monit.sock"};
  EXPECT_THAT(said(outcome), ElementsAre("error: monit does not answer on /run/monit.sock; the "
                                         "guard resumes suspended checks"));
}

TEST(SuspendMessages, SayWhatIsToBeMended) {
  SuspendOutcome outcome = suspended({"a"});
  outcome.notes = {"a note is not for the screen of the package manager"};
  outcome.warnings = {"cannot understand /etc/monitrc:3:1: unexpected 'x'"};
  EXPECT_THAT(said(outcome),
              ElementsAre("info: suspended 1 of 14 checks (a)",
                          "error: cannot understand /etc/monitrc:3:1: unexpected 'x'"));
  SuspendOutcome untouched;
  untouched.warnings = outcome.warnings;
  EXPECT_THAT(said(untouched),
              ElementsAre("error: cannot understand /etc/monitrc:3:1: unexpected 'x'"));
}

TEST(ResumeMessages, SayHowLongItTook) {
  EXPECT_THAT(said(resumed({"a", "b"})), ElementsAre("info: resumed 2 checks after 6 s"));
  ResumeOutcome outcome = resumed({"a"});
  outcome.results.baselines.resize(1);
  outcome.pending = {"b", "c"};
  EXPECT_THAT(said(outcome),
              ElementsAre("info: resumed 1 check after 6 s, 1 new baseline; 2 more will follow"));
}

TEST(ResumeMessages, SayWhatIsLeftToTheGuard) {
  ResumeOutcome outcome = resumed({});
  outcome.pending = {"a"};
  EXPECT_THAT(said(outcome), ElementsAre("info: resuming 1 check in the background (a)"));
}

TEST(ResumeMessages, SayNoWordWhileAnotherHookOfTheSessionIsToCome) {
  ResumeOutcome outcome = resumed({});
  outcome.pending = {"a"};
  outcome.left_to_hooks = true;
  EXPECT_THAT(said(outcome), IsEmpty());
}

TEST(ResumeMessages, NameWhatStaysSuspendedAndWhy) {
  ResumeOutcome outcome = resumed({});
  outcome.kept = {{"a", "its file is gone"}};
  EXPECT_THAT(said(outcome), ElementsAre("error: a stays suspended: its file is gone; see "
                                         "'monit-pkgmap status'"));
  outcome.kept.push_back({"b", "another reason"});
  EXPECT_THAT(said(outcome), ElementsAre("error: a, b stay suspended: its file is gone; see "
                                         "'monit-pkgmap status'"));
}

// A normal removal is no error.
TEST(ResumeMessages, SayThatChecksWentWithTheirPackage) {
  ResumeOutcome outcome = resumed({});
  outcome.removed = {{"a", true}};
  EXPECT_THAT(said(outcome),
              ElementsAre("info: a went with its package; 'monit reload' makes monit forget it"));
  outcome.removed.push_back({"b", true});
  EXPECT_THAT(said(outcome), ElementsAre("info: a, b went with their package; 'monit reload' makes "
                                         "monit forget them"));
  outcome.removed = {{"a", false}, {"b", false}};
  EXPECT_THAT(said(outcome), ElementsAre("info: a, b went with their package"));
}

TEST(ResumeMessages, SayThatTheGuardWasFirst) {
  ResumeOutcome outcome;
  outcome.was_over = true;
  EXPECT_THAT(said(outcome), ElementsAre("info: the guard has resumed all checks before"));
}

OutdatedDaemon outdated(const std::string& check) {
  return {check, {214, {"/usr/sbin/" + check}, check + ".service", false, false}};
}

TEST(ResumeMessages, SayInOneLineWhichDaemonsTheUpdateHasNotReached) {
  ResumeOutcome outcome = resumed({"mysqld"});
  outcome.outdated = {outdated("mysqld")};
  EXPECT_THAT(said(outcome),
              ElementsAre("info: resumed 1 check after 6 s",
                          "info: mysqld still runs the deleted /usr/sbin/mysqld; 'systemctl "
                          "restart mysqld.service' makes it run what is there now"));
  outcome.outdated.front().daemon.stray = true;
  EXPECT_EQ(said(outcome).back(),
            "info: mysqld still runs the deleted /usr/sbin/mysqld; monit started it outside "
            "mysqld.service, so a restart of this unit misses it");
  for (const char* const name : {"b", "c", "d", "e", "f"}) {
    outcome.outdated.push_back(outdated(name));
  }
  EXPECT_THAT(said(outcome),
              ElementsAre("info: resumed 1 check after 6 s",
                          "info: mysqld, b, c, d and 2 more still run deleted programs or "
                          "libraries; see 'monit-pkgmap audit'"));
}

TEST(ResumeMessages, NameDriftByItsFiles) {
  ResumeOutcome outcome = resumed({"a"});
  outcome.results.drift.resize(2);
  outcome.results.drift[0].path = "/usr/sbin/sshd";
  outcome.results.drift[1].path = "/usr/bin/ssh";
  EXPECT_THAT(said(outcome),
              ElementsAre("info: resumed 1 check after 6 s",
                          "error: /usr/sbin/sshd, /usr/bin/ssh changed outside any package; see "
                          "'monit-pkgmap verify'"));
}

TEST(ResumeMessages, SayThatNobodyKnowsWhatIsPackaged) {
  ResumeOutcome outcome = resumed({"a"});
  outcome.no_database = "cannot open the rpm database";
  EXPECT_THAT(said(outcome), ElementsAre("info: resumed 1 check after 6 s"));
  outcome.results.drift.resize(1);
  outcome.results.drift[0].path = "/usr/sbin/sshd";
  EXPECT_THAT(
      said(outcome),
      ElementsAre("info: resumed 1 check after 6 s",
                  "error: /usr/sbin/sshd changed outside any package; see 'monit-pkgmap verify'",
                  "error: nobody knows which content is packaged: cannot open the rpm database"));
}

TEST(ResumeMessages, SayThatTheTransactionChangedAFile) {
  ResumeOutcome outcome = resumed({"a"});
  outcome.results.drift.resize(2);
  outcome.results.drift[0].path = "/etc/group";
  outcome.results.drift[0].by_transaction = true;
  outcome.results.drift[1].path = "/usr/bin/ssh";
  EXPECT_THAT(
      said(outcome),
      ElementsAre("info: resumed 1 check after 6 s",
                  "error: /usr/bin/ssh changed outside any package; see "
                  "'monit-pkgmap verify'",
                  "error: /etc/group changed during this transaction, but not as packaged; see "
                  "'monit-pkgmap verify'"));
}

TEST(ResumeMessages, DoNotCallAnUnreadFileChanged) {
  ResumeOutcome outcome = resumed({"a"});
  outcome.results.drift.resize(3);
  outcome.results.drift[0].path = "/etc/my.cnf";
  outcome.results.drift[0].standing = rules::Standing::too_large;
  outcome.results.drift[1].path = "/usr/bin/ssh";
  outcome.results.drift[2].path = "/etc/disk";
  outcome.results.drift[2].standing = rules::Standing::unreadable;
  EXPECT_THAT(said(outcome),
              ElementsAre("info: resumed 1 check after 6 s",
                          "error: /usr/bin/ssh changed outside any package; see "
                          "'monit-pkgmap verify'",
                          "error: /etc/my.cnf, /etc/disk could not be read in time, or changed "
                          "meanwhile; see 'monit-pkgmap verify'"));
}

TEST(Messages, OfAnErrorAreOneLine) {
  EXPECT_THAT(said(Error{ErrorCode::monit, "monit cannot be asked", "add:\n  set httpd\n", {}}),
              ElementsAre("error: monit cannot be asked; add: set httpd"));
}

TEST(Messages, CarryNothingThatATerminalObeys) {
  EXPECT_THAT(said(suspended({"a\x1b[31m\nb"})),
              ElementsAre("info: suspended 1 of 14 checks (a?[31m?b)"));
  ResumeOutcome outcome = resumed({});
  outcome.kept = {{"a\n", "\x1b]0;x\x07"}};
  EXPECT_THAT(said(outcome),
              ElementsAre("error: a? stays suspended: ?]0;x?; see 'monit-pkgmap status'"));
  EXPECT_THAT(said(Error{ErrorCode::monit, "a\x1b", "b\x9b"}), ElementsAre("error: a?; b?"));
}

TEST(ResumeMessages, NameTheAlarmThatOutlivesTheReload) {
  ResumeOutcome outcome = resumed({"a"});
  outcome.results.drift.resize(1);
  outcome.results.drift[0].path = "/usr/sbin/sshd";
  outcome.results.drift[0].substitute = "drift_sshd";
  EXPECT_EQ(messages_of(outcome)[1].text,
            "/usr/sbin/sshd changed outside any package; drift_sshd keeps the alarm; see "
            "'monit-pkgmap verify'");
}

TEST(SuspendJson, HasTheExactNamesAndTheMessages) {
  EXPECT_EQ(suspend_json(suspended({"a\x1b"})).dump(), R"json({
  "schema": 1,
  "session": "abc",
  "checks": 14,
  "packages": [
    "mysql-server-8-1.x86_64"
  ],
  "suspended": [
    "a\u001b"
  ],
  "not_suspended": [],
  "stopped_monit": false,
  "notes": [],
  "messages": [
    {
      "level": "info",
      "text": "suspended 1 of 14 checks (a?)"
    }
  ]
})json");
}

TEST(SuspendJson, OfNothingHasNoSession) {
  EXPECT_EQ(
      suspend_json({}).dump(-1),
      R"({"schema":1,"session":null,"checks":0,"packages":[],"suspended":[],"not_suspended":[],"stopped_monit":false,"notes":[],"messages":[]})");
}

TEST(ResumeJson, HasTheNamesOfTheFormat) {
  ResumeOutcome outcome = resumed({"a"});
  outcome.finished = false;
  outcome.pending = {"b"};
  outcome.kept = {{"c", "because"}};
  outcome.results.reloaded = true;
  outcome.packages = {"bash-5-1.x86_64"};
  outcome.results.baselines = {{"a", "/bin/bash", "", "ff", "bash-5-1.x86_64", "digest"}};
  outcome.results.drift.resize(1);
  outcome.results.drift[0].check = "d";
  outcome.results.drift[0].path = "/d\xff";
  outcome.seconds = 2;
  EXPECT_EQ(resume_json(outcome).dump(), R"({
  "schema": 1,
  "session": "abc",
  "finished": false,
  "packages": [
    "bash-5-1.x86_64"
  ],
  "resumed": [
    "a"
  ],
  "pending": [
    "b"
  ],
  "kept": [
    {
      "name": "c",
      "reason": "because"
    }
  ],
  "removed": [],
  "said_off": [],
  "alarms_ended": [],
  "reload": true,
  "unread": [],
  "outdated": [],
  "started_monit": false,
  "baselines": [
    {
      "path": "/bin/bash",
      "before": null,
      "after": "ff",
      "package": "bash-5-1.x86_64",
      "signature": "digest"
    }
  ],
  "drift": [
    {
      "check": "d",
      "path": "/d�",
      "path_hex": "2f64ff",
      "kept_as": null,
      "by_transaction": false
    }
  ],
  "seconds": 2.0,
  "messages": [
    {
      "level": "info",
      "text": "resumed 1 check after 2 s, 1 new baseline; 1 more will follow"
    },
    {
      "level": "error",
      "text": "c stays suspended: because; see 'monit-pkgmap status'"
    }
  ]
})");
}

}  // namespace
}  // namespace pkgmap::cli
