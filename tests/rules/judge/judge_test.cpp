// The judge's answers that cells.txt leaves out: who watches, `if changed`, and the reasons.
#include "rules/judge/judge.hpp"

#include <gtest/gtest.h>

#include "tests/rules/judge/judged_cases.hpp"

namespace pkgmap::rules {
namespace {

using cases::JudgedCase;
using cases::JudgedCases;
using cases::kAnotherContent;
using cases::kIncarnation;

TEST_P(JudgedCases, HasItsAnswer) {
  FileFacts facts = cases::file();
  JudgeTerms terms = cases::terms_of("carry");
  GetParam().make(facts, terms);
  EXPECT_EQ(cases::text_of(judge(facts, terms)), GetParam().answer) << GetParam().name;
}

void watch_as(FileFacts& facts, Watching watching) {
  facts.watching = watching;
}

constexpr auto kAlarmedAndOrphaned = [](FileFacts& facts, JudgeTerms& /*terms*/) {
  cases::stands(facts, "missing");
  watch_as(facts, Watching::orphaned);
  facts.alarm = cases::sum_of("good");
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
                                   terms.can_substitute = false;
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
                                   terms.can_substitute = false;
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
                                   terms.can_substitute = false;
                                 },
                                 "changed tell"},
                      JudgedCase{"`failed`, not due, and monit would alarm at night",
                                 [](FileFacts& facts, JudgeTerms& terms) {
                                   kAnotherContent(facts, terms);
                                   watch_as(facts, Watching::waiting);
                                   terms.can_substitute = false;
                                 },
                                 "changed veto"},
                      JudgedCase{"its package went",
                                 [](FileFacts& facts, JudgeTerms&) {
                                   cases::stands(facts, "missing");
                                   watch_as(facts, Watching::orphaned);
                                 },
                                 "left-with-package"},
                      JudgedCase{"its package went, and a substitute check alarms about it",
                                 kAlarmedAndOrphaned, "alarmed on"},
                      JudgedCase{"the same, and monit does not have the substitute check",
                                 [](FileFacts& facts, JudgeTerms& terms) {
                                   kAlarmedAndOrphaned(facts, terms);
                                   facts.alarm_lost = true;
                                 },
                                 "alarmed on reload"},
                      JudgedCase{"the same, and somebody accepts that the file is gone",
                                 [](FileFacts& facts, JudgeTerms& terms) {
                                   kAlarmedAndOrphaned(facts, terms);
                                   facts.accepted = true;
                                 },
                                 "accepted end reload"}));

constexpr auto kGoesOn = [](FileFacts& facts, JudgeTerms&) {
  facts.goes_on = true;
  cases::stands(facts, "other");
  cases::shows(facts, "present");
};

INSTANTIATE_TEST_SUITE_P(
    IfChanged, JudgedCases,
    ::testing::Values(JudgedCase{"monit told of it in this incarnation", kGoesOn, "told"},
                      JudgedCase{"monit keeps what nobody knows, and the test is not due",
                                 [](FileFacts& facts, JudgeTerms& terms) {
                                   kGoesOn(facts, terms);
                                   facts.record.reset();
                                   watch_as(facts, Watching::waiting);
                                   cases::shows(facts, "hidden");
                                   terms.drift = OnDrift::refuse;
                                 },
                                 "not-looked-at"},
                      JudgedCase{"monit keeps what nobody knows, and the test is due",
                                 [](FileFacts& facts, JudgeTerms& terms) {
                                   kGoesOn(facts, terms);
                                   facts.record.reset();
                                   cases::shows(facts, "hidden");
                                 },
                                 "unknown alarm"},
                      JudgedCase{"`failed`, not due: the reload takes what nobody knows",
                                 [](FileFacts& facts, JudgeTerms& terms) {
                                   kAnotherContent(facts, terms);
                                   facts.record.reset();
                                   watch_as(facts, Watching::waiting);
                                   cases::shows(facts, "hidden");
                                 },
                                 "unknown alarm"},
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

struct JudgedReason {
  const char* stands;
  const char* owner;
  const char* text;
};

TEST(JudgesReason, SaysWhatIsWrong) {
  const JudgedReason kJudgedReasons[] = {
      {"other", "nobody", "monit would accept /opt/app/agent, which changed outside any package"},
      {"other", "another", "/opt/app/agent is not what its package shipped"},
      {"other", "unverified",
       "/opt/app/agent is as app-1-1.noarch has it, but app-1-1.noarch is not signed by a key that "
       "rpm knows"},
      {"other", "link",
       "/opt/app/agent is as app-1-1.noarch has it, but /opt/app/agent is a link that no package "
       "made; 'monit-pkgmap accept /opt/app/agent' accepts it"},
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
