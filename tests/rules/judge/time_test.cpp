// The judge on alarms that are carried, digests by several algorithms, times and sizes.
#include <gtest/gtest.h>

#include "tests/rules/judge/judged_cases.hpp"

namespace pkgmap::rules {
namespace {

using cases::JudgedCase;
using cases::JudgedCases;
using cases::kIncarnation;
using cases::kSecond;
using cases::make_roots;

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
                                 "alarmed on"},
                      JudgedCase{"nothing is known of the good one, and monit holds what is there",
                                 [](FileFacts& facts, JudgeTerms& terms) {
                                   kAlarmed(facts, terms);
                                   facts.alarm = Digests{};
                                   facts.record.reset();
                                 },
                                 "alarmed on"}));

INSTANTIATE_TEST_SUITE_P(
    Sums, JudgedCases,
    ::testing::Values(
        JudgedCase{"monit 6 took it by an algorithm that nobody noted",
                   [](FileFacts& facts, JudgeTerms&) {
                     facts.shown.digests = {{Algorithm::sha256, "256other"}};
                     facts.present.digests = cases::sums_of("other");
                     facts.record->digests = cases::sum_of("good");
                   },
                   "changed alarm reload"},
        JudgedCase{"monit 6 took the good one",
                   [](FileFacts& facts, JudgeTerms&) {
                     facts.shown.digests = {{Algorithm::sha256, "256good"}};
                     facts.record->digests = cases::sum_of("good");
                   },
                   "as-baseline"},
        JudgedCase{
            "two contents with one MD5 sum",
            [](FileFacts& facts, JudgeTerms&) {
              facts.present.digests = {{Algorithm::md5, "5good"}, {Algorithm::sha256, "256other"}};
            },
            "same-sum tell"}));

// Makes the file one that was last changed before this incarnation, and that only root can change.
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
                      JudgedCase{"monit compares by an algorithm that nobody knows: a change",
                                 [](FileFacts& facts, JudgeTerms&) {
                                   facts.record.reset();
                                   facts.shown.digests = {{Algorithm::called("crc32"), "c0ffee00"}};
                                 },
                                 "unknown alarm"},
                      JudgedCase{"the same, and a package has this content",
                                 [](FileFacts& facts, JudgeTerms& terms) {
                                   facts.record.reset();
                                   facts.shown.digests = {{Algorithm::called("crc32"), "c0ffee00"}};
                                   cases::owned_by(facts, terms, "package");
                                 },
                                 "as-packaged new"},
                      JudgedCase{"something replaces it again and again",
                                 [](FileFacts& facts, JudgeTerms&) { facts.races = true; },
                                 "races alarm"},
                      JudgedCase{"the same with an alarm, which goes on and expects what it did",
                                 [](FileFacts& facts, JudgeTerms&) {
                                   facts.races = true;
                                   facts.alarm = cases::sum_of("good");
                                 },
                                 "races on"},
                      JudgedCase{"the same with a packaged content and a lost alarm",
                                 [](FileFacts& facts, JudgeTerms& terms) {
                                   facts.races = true;
                                   cases::stands(facts, "other");
                                   cases::owned_by(facts, terms, "package");
                                   facts.alarm = cases::sum_of("good");
                                   facts.alarm_lost = true;
                                 },
                                 "races on reload"}));

// A second substitute check would expect the content that races with the good one.
TEST(JudgeOfARace, KeepsTheGoodContentOfTheAlarm) {
  FileFacts facts = cases::file();
  JudgeTerms terms = cases::terms_of("carry");
  cases::stands(facts, "other");
  cases::owned_by(facts, terms, "package");
  facts.races = true;
  facts.alarm = cases::sum_of("good");
  const FileVerdict verdict = judge(facts, terms);
  EXPECT_EQ(compare(verdict.good, cases::sums_of("good")), Alike::same);
  EXPECT_TRUE(verdict.drift);
  EXPECT_EQ(verdict.reason, "something keeps replacing /opt/app/agent");
}

}  // namespace
}  // namespace pkgmap::rules
