#include "cli/render/sessions.hpp"

#include <algorithm>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::int64_t kSince = 1700000000;

SessionView session(SessionState state, const std::vector<std::string>& names) {
  SessionView view;
  view.record.id = "0123abcd";
  view.record.manager = "dnf4";
  view.record.pid = 4711;
  view.record.since = kSince;
  view.record.until = kSince + 7200;
  view.record.state = state;
  view.record.packages = {"mysql-server-8.0.40-1.el9.x86_64"};
  for (const std::string& name : names) {
    SuspendedCheck& check = view.record.checks.emplace_back();
    check.name = name;
    if (state == SessionState::kept) check.kept_reason = "no package answers for its file";
    view.states.push_back("off");
  }
  view.alive = state == SessionState::suspended;
  return view;
}

TEST(SessionsText, SaysThatNothingIsSuspended) {
  EXPECT_EQ(sessions_text({}, kSince), "no check is suspended\n");
}

TEST(SessionsText, DoesNotSayThatNothingIsSuspendedWhileAGuardHasLostItsSession) {
  SessionsView view;
  view.lost = {{4711, "0123456789abcdef"}};
  EXPECT_EQ(sessions_text(view, kSince),
            "the guard with pid 4711 watches session 0123456789abcdef, which the state\n"
            "directory does not have; its checks may be off: 'monit summary' shows them\n");
}

TEST(SessionsText, SaysThatAGuardIsFrozen) {
  SessionsView view;
  view.sessions = {session(SessionState::suspended, {"mysqld"})};
  view.sessions[0].guard_is_late = true;
  EXPECT_THAT(sessions_text(view, kSince), HasSubstr("is frozen or waits for a disk"));
  view.sessions[0].alive = false;
  EXPECT_THAT(sessions_text(view, kSince), HasSubstr("'monit-pkgmap recover'"));
}

TEST(SessionsText, SaysForWhomAndSinceWhen) {
  SessionsView view;
  view.sessions = {session(SessionState::suspended, {"mysqld", "mysql_bin"})};
  EXPECT_EQ(sessions_text(view, kSince + 192),
            "dnf4 (pid 4711), 00:03:12 ago, 2 checks suspended, until it ends\n"
            "  mysqld, mysql_bin\n"
            "  for mysql-server-8.0.40-1.el9.x86_64\n");
}

// None of its checks is off because of it.
TEST(SessionsText, DoesNotSayThatChecksAreSuspendedBeforeMonitAnswers) {
  SessionsView view;
  view.sessions = {session(SessionState::suspended, {"mysqld", "mysql_bin"})};
  view.sessions[0].record.state = SessionState::suspending;
  view.sessions[0].record.unasked = true;
  EXPECT_EQ(sessions_text(view, kSince + 192),
            "dnf4 (pid 4711), 00:03:12 ago, 2 checks to be suspended as soon as monit\n"
            "answers, until it ends\n"
            "  mysqld, mysql_bin\n"
            "  for mysql-server-8.0.40-1.el9.x86_64\n");
  EXPECT_THAT(sessions_json(view).dump(), HasSubstr("\"unasked\": true"));
}

TEST(SessionsText, SaysWhatBringsChecksBackAfterADeath) {
  SessionsView view;
  view.sessions = {session(SessionState::suspended, {"mysqld"})};
  view.sessions[0].alive = false;
  EXPECT_EQ(sessions_text(view, kSince + 3 * 86400),
            "dnf4 (pid 4711), 72:00:00 ago, 1 check suspended, its package manager and its\n"
            "guard are gone; 'monit-pkgmap recover' resumes them\n"
            "  mysqld\n"
            "  for mysql-server-8.0.40-1.el9.x86_64\n");
}

TEST(SessionsText, SaysThatTheGuardIsLeftAfterADeath) {
  SessionsView view;
  view.sessions = {session(SessionState::suspended, {"mysqld"})};
  view.sessions[0].alive = false;
  view.sessions[0].watched = true;
  EXPECT_THAT(sessions_text(view, kSince), HasSubstr("its package manager is gone;\nits guard"));
}

TEST(SessionsText, SaysThatASessionIsEnding) {
  SessionsView view;
  view.sessions = {session(SessionState::transaction_ended, {"mysqld"})};
  view.sessions[0].watched = true;
  view.sessions[0].record.manager.clear();
  view.sessions[0].record.pid = 0;
  EXPECT_THAT(sessions_text(view, kSince),
              HasSubstr("somebody, 00:00:00 ago, 1 check suspended, being resumed\n"));
}

TEST(SessionsText, NamesTheReasonOfEachCheckThatIsKept) {
  SessionsView view;
  view.kept = {session(SessionState::kept, {"mysqld"})};
  EXPECT_EQ(sessions_text(view, kSince),
            "mysqld stays suspended since 2023-11-14T22:13:20Z: no package answers for its\n"
            "  file\n"
            "  'monit-pkgmap resume' tries again\n");
}

TEST(SessionsText, NamesWhatWentWithItsPackageApart) {
  SessionsView view;
  view.removed = {{"mysqld", "0123abcd", kSince, "/etc/monitrc"}};
  EXPECT_EQ(sessions_text(view, kSince),
            "no check is suspended\n"
            "mysqld went with its package at 2023-11-14T22:13:20Z; monit still has it, off\n"
            "  'monit reload' makes monit forget it\n");
}

TEST(SessionsText, NamesThePackagesThatChangedWithoutAHook) {
  SessionsView view;
  view.bypassed.packages = {
      {rules::PackageChangeKind::replaced, "foo", "foo-1-1.noarch", "foo-2-1.noarch", kSince, 0},
      {rules::PackageChangeKind::erased, "bar", "bar-1-1.noarch", "", 0, kSince}};
  view.bypassed.checks = {"food"};
  EXPECT_EQ(sessions_text(view, kSince),
            "no check is suspended\n"
            "2 packages changed without a hook\n"
            "  foo-2-1.noarch replaced foo-1-1.noarch at 2023-11-14T22:13:20Z\n"
            "  bar-1-1.noarch erased after 2023-11-14T22:13:20Z\n"
            "  their checks were not suspended: food\n"
            "  'monit-pkgmap recover' ends this message\n");
  EXPECT_THAT(sessions_text(view, kSince, true),
              HasSubstr("without a hook; /etc/monit-pkgmap/disabled switches the hooks\noff\n"));
}

TEST(SessionsText, OfManyPackagesItNamesFive) {
  SessionsView view;
  for (int i = 0; i < 400; ++i) {
    const std::string name = "package-number-" + std::to_string(i);
    view.bypassed.packages.push_back(
        {rules::PackageChangeKind::erased, name, name + "\x1b[2J-1-1.noarch", "", 0, kSince});
  }
  const std::string text = sessions_text(view, kSince);
  EXPECT_THAT(text, HasSubstr("  and 395 more\n"));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 9);
}

TEST(SessionsText, AClockThatWentBackShowsNoNegativeTime) {
  SessionsView view;
  view.sessions = {session(SessionState::suspended, {"mysqld"})};
  EXPECT_THAT(sessions_text(view, kSince - 100), HasSubstr("00:00:00 ago"));
}

TEST(SessionsText, FitsTheScreenWithManyChecks) {
  std::vector<std::string> names;
  for (int i = 0; i < 500; ++i) names.push_back("service_number_" + std::to_string(i));
  SessionsView view;
  view.sessions = {session(SessionState::suspended, names)};
  const std::string text = sessions_text(view, kSince);
  EXPECT_THAT(text, HasSubstr("488 more"));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(columns(line), 80U) << line;
}

TEST(SessionsText, ANameCannotForgeALine) {
  SessionsView view;
  view.sessions = {session(SessionState::suspended, {"a\x1b[2J\nno check is suspended"})};
  view.sessions[0].record.manager = "dnf\x9b";
  view.sessions[0].record.packages = {"x\ny"};
  view.kept = {session(SessionState::kept, {"b\nc"})};
  const std::string text = sessions_text(view, kSince);
  EXPECT_EQ(text, printable_lines(text));
  EXPECT_THAT(text, Not(HasSubstr("\nno check")));
  EXPECT_THAT(text, HasSubstr("b?c stays"));
}

struct AlarmLine {
  const char* state;
  const char* text;
};

// "keeps the alarm" is said only where monit says so.
TEST(SessionsText, ShowsWhatMonitSaysOfTheAlarms) {
  const AlarmLine kAlarmLines[] = {
      {"monitored", "'drift_sshd' keeps the alarm since\n  2023-11-14T22:13:20Z\n"},
      {"gone",
       "its alarm is lost, as monit has no\n"
       "  check 'drift_sshd': 'monit-pkgmap recover' puts it back\n"},
      {"off", "'drift_sshd', which keeps the\n  alarm, is off\n"},
      {"unknown", "whether 'drift_sshd' keeps the\n  alarm is not known\n"},
  };
  rules::SubstituteCheck drift;
  drift.name = "drift_sshd";
  drift.path = "/usr/sbin/sshd";
  drift.since = kSince;
  for (const AlarmLine& line : kAlarmLines) {
    SessionsView view;
    view.substitutes = {{drift, line.state}};
    EXPECT_EQ(sessions_text(view, kSince),
              std::string("no check is suspended\n"
                          "/usr/sbin/sshd changed outside any package; ") +
                  line.text +
                  "  'monit-pkgmap accept PATH' ends the alarm, and so does the good content\n");
  }
}

TEST(SessionsText, SaysThatATransactionChangedTheFile) {
  rules::SubstituteCheck drift;
  drift.name = "drift_bundle";
  drift.path = "/etc/bundle";
  drift.since = kSince;
  SessionsView view;
  view.substitutes = {{drift, "monitored", true}};
  EXPECT_THAT(sessions_text(view, kSince),
              HasSubstr("/etc/bundle changed during a transaction, but not as packaged; "
                        "'drift_bundle'\n  keeps the alarm since"));
}

TEST(SessionsJson, HasTheNamesOfTheFormat) {
  SessionsView view;
  view.sessions = {session(SessionState::suspended, {"mysqld"})};
  view.sessions[0].states = {"monitored"};
  view.kept = {session(SessionState::kept, {"old\xff"})};
  view.notes = {"monit does not answer"};
  EXPECT_EQ(sessions_json(view).dump(), R"({
  "schema": 1,
  "sessions": [
    {
      "id": "0123abcd",
      "monit": null,
      "manager": "dnf4",
      "pid": 4711,
      "alive": true,
      "guard_is_late": false,
      "phase": "suspended",
      "unasked": false,
      "since": "2023-11-14T22:13:20Z",
      "until": "2023-11-15T00:13:20Z",
      "packages": [
        "mysql-server-8.0.40-1.el9.x86_64"
      ],
      "checks": [
        {
          "name": "mysqld",
          "monit": null,
          "state": "monitored",
          "suspended": false
        }
      ]
    }
  ],
  "kept": [
    {
      "name": "old�",
      "name_hex": "6f6c64ff",
      "monit": null,
      "reason": "no package answers for its file",
      "session": "0123abcd",
      "since": "2023-11-14T22:13:20Z"
    }
  ],
  "removed": [],
  "adrift": [],
  "lost_guards": [],
  "bypassed": {
    "packages": [],
    "checks": []
  },
  "notes": [
    "monit does not answer"
  ]
})");
}

}  // namespace
}  // namespace pkgmap::cli
