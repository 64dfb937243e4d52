// What the cells leave out: who watches, links, `if changed`, alarms that are carried, times.
#include "rules/judge/judge.hpp"

#include <gtest/gtest.h>

#include "tests/rules/judge/cases.hpp"

namespace pkgmap::rules {
namespace {

using cases::kIncarnation;
using cases::kSecond;

struct JudgedCase {
  const char* name;  // Of the cell.
  void (*make)(FileFacts& facts, JudgeTerms& terms);
  const char* answer;
};

void PrintTo(const JudgedCase& change, std::ostream* into) {
  *into << change.name;
}

class JudgedCases : public ::testing::TestWithParam<JudgedCase> {};

TEST_P(JudgedCases, HasItsAnswer) {
  FileFacts facts = cases::file();
  JudgeTerms terms = cases::terms_of("carry");
  GetParam().make(facts, terms);
  EXPECT_EQ(cases::text_of(judge(facts, terms)), GetParam().answer) << GetParam().name;
}

void watch_as(FileFacts& facts, Watching watching) {
  facts.watching = watching;
}

constexpr auto kAnotherContent = [](FileFacts& facts, JudgeTerms&) {
  cases::stands(facts, "other");
};

INSTANTIATE_TEST_SUITE_P(
    Watching, JudgedCases,
    ::testing::Values(JudgedCase{"off, another content: told when somebody monitors it",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kAnotherContent(facts, terms);
                                 watch_as(facts, Watching::off);
                               },
                               "noted"},
                    JudgedCase{"off, another content, and nothing can be carried: no veto",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kAnotherContent(facts, terms);
                                 watch_as(facts, Watching::off);
                                 terms.can_carry = false;
                               },
                               "noted"},
                    JudgedCase{"off, another content, under refuse: no veto",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kAnotherContent(facts, terms);
                                 watch_as(facts, Watching::off);
                                 terms.drift = OnDrift::refuse;
                               },
                               "noted"},
                    JudgedCase{"off, and the package's content",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kAnotherContent(facts, terms);
                                 watch_as(facts, Watching::off);
                                 cases::owned_by(facts, terms, "package");
                               },
                               "as-packaged new"},
                    JudgedCase{"off, seen for the first time, hidden",
                               [](FileFacts& facts, JudgeTerms&) {
                                 watch_as(facts, Watching::off);
                                 facts.record.reset();
                                 cases::shows(facts, "hidden");
                               },
                               "not-looked-at"},
                    JudgedCase{"off, and gone",
                               [](FileFacts& facts, JudgeTerms&) {
                                 watch_as(facts, Watching::off);
                                 cases::stands(facts, "missing");
                               },
                               "noted"},
                    JudgedCase{"off, and too large",
                               [](FileFacts& facts, JudgeTerms&) {
                                 watch_as(facts, Watching::off);
                                 cases::stands(facts, "too-large");
                               },
                               "noted"},
                    JudgedCase{"went off by its own test: its alarm goes over the reload",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kAnotherContent(facts, terms);
                                 watch_as(facts, Watching::went_off);
                               },
                               "changed alarm"},
                    JudgedCase{"a nightly check that was never due, nothing known: no veto",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 watch_as(facts, Watching::waiting);
                                 facts.record.reset();
                                 facts.goes_on = true;
                                 cases::shows(facts, "never");
                                 terms.can_carry = false;
                               },
                               "not-looked-at"},
                    JudgedCase{"a nightly check that was never due, another content than noted",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kAnotherContent(facts, terms);
                                 watch_as(facts, Watching::waiting);
                                 facts.goes_on = true;
                                 cases::shows(facts, "never");
                               },
                               "changed alarm reload"},
                    JudgedCase{"the same where nothing can be carried: no veto",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kAnotherContent(facts, terms);
                                 watch_as(facts, Watching::waiting);
                                 facts.goes_on = true;
                                 cases::shows(facts, "never");
                                 terms.can_carry = false;
                               },
                               "changed tell"},
                    JudgedCase{"`failed`, not due, and monit would alarm at night",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kAnotherContent(facts, terms);
                                 watch_as(facts, Watching::waiting);
                                 terms.can_carry = false;
                               },
                               "changed veto"},
                    JudgedCase{"its package went",
                               [](FileFacts& facts, JudgeTerms&) {
                                 cases::stands(facts, "missing");
                                 watch_as(facts, Watching::orphaned);
                               },
                               "left-with-package"}));

constexpr auto kGoesOn = [](FileFacts& facts, JudgeTerms&) {
  facts.goes_on = true;
  cases::stands(facts, "other");
  cases::shows(facts, "present");
};

INSTANTIATE_TEST_SUITE_P(
    IfChanged, JudgedCases,
    ::testing::Values(JudgedCase{"monit told of it in this incarnation", kGoesOn, "told"},
                    JudgedCase{"monit was restarted over it",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kGoesOn(facts, terms);
                                 facts.record->incarnation = kIncarnation - 50;
                               },
                               "changed alarm reload"},
                    JudgedCase{"nobody saw monit hold the good content before it went on",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kGoesOn(facts, terms);
                                 facts.record->incarnation = 0;
                               },
                               "changed alarm reload"},
                    JudgedCase{"monit has not looked at it yet",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kGoesOn(facts, terms);
                                 cases::shows(facts, "good");
                               },
                               "changed alarm"},
                    JudgedCase{"it is off",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kGoesOn(facts, terms);
                                 watch_as(facts, Watching::off);
                                 cases::shows(facts, "hidden");
                               },
                               "noted"},
                    JudgedCase{
                        "the good content is back before monit looked: it tells, and goes on",
                        [](FileFacts& facts, JudgeTerms&) {
                          facts.goes_on = true;
                          cases::shows(facts, "third");
                        },
                        "good-again new"}));

constexpr auto kBehindLink = [](FileFacts& facts, JudgeTerms& terms) {
  cases::stands(facts, "other");
  cases::owned_by(facts, terms, "link");
};

void make_roots(PresentFile& file) {
  for (DirectoryOnWay& directory : file.directories) {
    directory.uid = 0;
    directory.mode = 0755;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Links, JudgedCases,
    ::testing::Values(JudgedCase{"one that was not there before", kBehindLink, "moved-link alarm"},
                    JudgedCase{"one that was there before",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kBehindLink(facts, terms);
                                 facts.record->links = facts.present.links;
                               },
                               "as-packaged new"},
                    JudgedCase{"one that led elsewhere before",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kBehindLink(facts, terms);
                                 facts.record->links = {{"/opt/app/agent", "/opt/app/agent-1"}};
                               },
                               "moved-link alarm"},
                    JudgedCase{"root's, in a package's directory",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kBehindLink(facts, terms);
                                 make_roots(facts.present);
                                 facts.present.links[0].packaged_around = true;
                               },
                               "as-packaged new"},
                    JudgedCase{"root's, in a directory of no package",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kBehindLink(facts, terms);
                                 make_roots(facts.present);
                               },
                               "moved-link alarm"},
                    JudgedCase{"in a package's directory that another user may write",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kBehindLink(facts, terms);
                                 make_roots(facts.present);
                                 facts.present.directories.back().mode = 0777;
                                 facts.present.links[0].packaged_around = true;
                               },
                               "moved-link alarm"},
                    JudgedCase{"root's, in a sticky directory of a package",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kBehindLink(facts, terms);
                                 make_roots(facts.present);
                                 facts.present.directories.back() = {"/tmp", 0, 01777, 0};
                                 facts.present.links[0].packaged_around = true;
                               },
                               "as-packaged new"},
                    JudgedCase{"another user's, in a sticky directory of a package",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kBehindLink(facts, terms);
                                 make_roots(facts.present);
                                 facts.present.directories.back() = {"/tmp", 0, 01777, 1000};
                                 facts.present.links[0].packaged_around = true;
                               },
                               "moved-link alarm"},
                    JudgedCase{"the package's own, in a directory of its user",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kBehindLink(facts, terms);
                                 facts.present.links[0].packaged = true;
                               },
                               "as-packaged new"},
                    JudgedCase{
                        "the package's own, and one of somebody's behind it",
                        [](FileFacts& facts, JudgeTerms& terms) {
                          kBehindLink(facts, terms);
                          facts.present.links[0].packaged = true;
                          facts.present.links.push_back({"/opt/app/x", "/usr/share/plain/text"});
                        },
                        "moved-link alarm"},
                    JudgedCase{"to the good content: nothing is blessed",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kBehindLink(facts, terms);
                                 cases::stands(facts, "good");
                               },
                               "as-baseline"},
                    JudgedCase{"in place of a packaged file",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 cases::stands(facts, "other");
                                 cases::owned_by(facts, terms, "package");
                                 facts.packaging.replaced = "app-1-1.noarch";
                               },
                               "changed alarm"}));

INSTANTIATE_TEST_SUITE_P(
    Headers, JudgedCases,
    ::testing::Values(JudgedCase{"a bad signature never counts",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kAnotherContent(facts, terms);
                                 cases::owned_by(facts, terms, "package");
                                 facts.packaging.words[0].bad_signature = "its signature is bad";
                               },
                               "unproved alarm"},
                    JudgedCase{"not signed, where nobody asks for it",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kAnotherContent(facts, terms);
                                 cases::owned_by(facts, terms, "package");
                                 facts.packaging.words[0].proved = false;
                               },
                               "as-packaged new"},
                    JudgedCase{"of two with this content, the one that counts",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kAnotherContent(facts, terms);
                                 cases::owned_by(facts, terms, "unproved");
                                 facts.packaging.words.push_back(facts.packaging.words[0]);
                                 facts.packaging.words[1].proved = true;
                               },
                               "as-packaged new"},
                    JudgedCase{"a content that is not verified may be another one",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 cases::owned_by(facts, terms, "another");
                                 facts.packaging.words[0].binding = false;
                                 facts.record.reset();
                                 cases::shows(facts, "hidden");
                               },
                               "unknown alarm"}));

constexpr auto kAlarmed = [](FileFacts& facts, JudgeTerms&) {
  facts.alarm = cases::sum_of("good");
  cases::stands(facts, "other");
  cases::shows(facts, "present");
};

INSTANTIATE_TEST_SUITE_P(
    Carried, JudgedCases,
    ::testing::Values(JudgedCase{"the bad content is there still", kAlarmed, "alarmed on"},
                    JudgedCase{"a third one",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kAlarmed(facts, terms);
                                 cases::shows(facts, "third");
                               },
                               "alarmed on"},
                    JudgedCase{"the good one is back",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kAlarmed(facts, terms);
                                 facts.present.digests = cases::sums_of("good");
                               },
                               "good-again new end reload"},
                    JudgedCase{"the good one is back, and nobody noted it",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kAlarmed(facts, terms);
                                 facts.present.digests = cases::sums_of("good");
                                 facts.record.reset();
                               },
                               "good-again new end reload"},
                    JudgedCase{"what a package shipped",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kAlarmed(facts, terms);
                                 cases::owned_by(facts, terms, "package");
                               },
                               "as-packaged end reload"},
                    JudgedCase{"a link to what a package shipped",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kAlarmed(facts, terms);
                                 cases::owned_by(facts, terms, "link");
                               },
                               "alarmed on"},
                    JudgedCase{"somebody accepts it",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kAlarmed(facts, terms);
                                 facts.accepted = true;
                               },
                               "accepted end reload"},
                    JudgedCase{"monit lost the check that keeps it",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kAlarmed(facts, terms);
                                 facts.alarm_lost = true;
                               },
                               "alarmed on reload"},
                    JudgedCase{"the file is gone",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kAlarmed(facts, terms);
                                 cases::stands(facts, "missing");
                               },
                               "alarmed on"},
                    JudgedCase{"nothing is known of the good one",
                               [](FileFacts& facts, JudgeTerms& terms) {
                                 kAlarmed(facts, terms);
                                 facts.alarm = Digests{};
                                 facts.record.reset();
                                 cases::shows(facts, "hidden");
                               },
                               "alarmed on"}));

INSTANTIATE_TEST_SUITE_P(
    Sums, JudgedCases,
    ::testing::Values(JudgedCase{"monit 6 took it by an algorithm that nobody noted",
                               [](FileFacts& facts, JudgeTerms&) {
                                 facts.shown.digests = {{"sha256", "256other"}};
                                 facts.present.digests = cases::sums_of("other");
                                 facts.record->digests = cases::sum_of("good");
                               },
                               "changed alarm reload"},
                    JudgedCase{"monit 6 took the good one",
                               [](FileFacts& facts, JudgeTerms&) {
                                 facts.shown.digests = {{"sha256", "256good"}};
                                 facts.record->digests = cases::sum_of("good");
                               },
                               "as-baseline"},
                    JudgedCase{"two contents with one MD5 sum",
                               [](FileFacts& facts, JudgeTerms&) {
                                 facts.present.digests = {{"md5", "5good"}, {"sha256", "256other"}};
                               },
                               "same-sum tell"}));

// Nobody but root can have changed it.
void make_old(FileFacts& facts) {
  make_roots(facts.present);
  facts.present.uid = 0;
  facts.present.identity.ctime = (kIncarnation - 100) * kSecond;
}

INSTANTIATE_TEST_SUITE_P(
    Times, JudgedCases,
    ::testing::Values(JudgedCase{"unchanged since monit read it, which does not show it",
                               [](FileFacts& facts, JudgeTerms&) {
                                 make_old(facts);
                                 facts.record.reset();
                                 cases::shows(facts, "hidden");
                               },
                               "unchanged"},
                    JudgedCase{"changed in the second in which monit began to read",
                               [](FileFacts& facts, JudgeTerms&) {
                                 make_old(facts);
                                 facts.present.identity.ctime = kIncarnation * kSecond;
                                 facts.record.reset();
                                 cases::shows(facts, "hidden");
                               },
                               "unknown alarm"},
                    JudgedCase{"a mapping of its owner leaves no time",
                               [](FileFacts& facts, JudgeTerms&) {
                                 make_old(facts);
                                 facts.present.uid = 1000;
                                 facts.record.reset();
                                 cases::shows(facts, "hidden");
                               },
                               "unknown alarm"},
                    JudgedCase{"another user can move a directory of the way",
                               [](FileFacts& facts, JudgeTerms&) {
                                 make_old(facts);
                                 facts.present.directories[1].mode = 0777;
                                 facts.record.reset();
                                 cases::shows(facts, "hidden");
                               },
                               "unknown alarm"},
                    JudgedCase{"too large to be read, and unchanged since monit read it",
                               [](FileFacts& facts, JudgeTerms&) {
                                 make_old(facts);
                                 facts.record.reset();
                                 cases::stands(facts, "too-large");
                               },
                               "as-baseline"},
                    JudgedCase{"too large to be read, and the very file that was noted",
                               [](FileFacts& facts, JudgeTerms&) {
                                 make_old(facts);
                                 cases::stands(facts, "too-large");
                               },
                               "as-baseline"},
                    JudgedCase{"too large to be read, and it has grown since it was noted",
                               [](FileFacts& facts, JudgeTerms&) {
                                 make_old(facts);
                                 facts.present.identity.ctime = (kIncarnation + 5) * kSecond;
                                 facts.present.identity.size = 200'000'000'000;
                                 cases::stands(facts, "too-large");
                               },
                               "too-large alarm"},
                    JudgedCase{"something replaces it again and again",
                               [](FileFacts& facts, JudgeTerms&) { facts.races = true; },
                               "races alarm"}));

struct JudgedReason {
  const char* stands;
  const char* owner;
  const char* text;
};

TEST(JudgesReason, SaysWhatIsWrong) {
  const JudgedReason kJudgedReasons[] = {
      {"other", "nobody", "monit would accept /opt/app/agent, which changed outside any package"},
      {"other", "another", "/opt/app/agent is not what its package shipped"},
      {"other", "unproved",
       "/opt/app/agent is as app-1-1.noarch has it, but app-1-1.noarch is not signed by a key that "
       "rpm knows"},
      {"other", "link",
       "/opt/app/agent is as app-1-1.noarch has it, but /opt/app/agent is a link that was not "
       "there "
       "before"},
      {"missing", "nobody", "/opt/app/agent is gone"},
      {"unreadable", "nobody", "/opt/app/agent cannot be read, or changes while it is read"},
      {"too-large", "nobody", "/opt/app/agent is too large to be read in time"},
  };
  for (const JudgedReason& reason : kJudgedReasons) {
    FileFacts facts = cases::file();
    JudgeTerms terms = cases::terms_of("refuse");
    cases::stands(facts, reason.stands);
    cases::owned_by(facts, terms, reason.owner);
    EXPECT_EQ(judge(facts, terms).reason, reason.text);
  }
}

}  // namespace
}  // namespace pkgmap::rules
