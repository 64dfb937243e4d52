// Laws that hold for every combination of the facts that the tables also use.
#include <gtest/gtest.h>

#include "rules/judge/way.hpp"
#include "tests/rules/judge/cases.hpp"

namespace pkgmap::rules {
namespace {

struct SeenCase {
  const FileFacts& facts;
  const JudgeTerms& terms;
  const FileVerdict& verdict;
};

struct Law {
  const char* says;
  bool (*holds)(const SeenCase& seen);
};

std::string words_for(const FileFacts& facts, const JudgeTerms& terms) {
  return "watching " + std::to_string(static_cast<int>(facts.watching)) + ", present " +
         std::to_string(static_cast<int>(facts.present.kind)) + ", shown " +
         std::to_string(static_cast<int>(facts.shown.kind)) + ", drift " +
         std::to_string(static_cast<int>(terms.drift)) + (facts.record ? ", noted" : "") +
         (facts.alarm ? ", alarmed" : "") + (facts.alarm_lost ? " and lost" : "") +
         (facts.goes_on ? ", changed" : "") + (facts.accepted ? ", accepted" : "") +
         (facts.races ? ", races" : "");
}

// The digits of a number choose the facts of a case. Returns the lowest digit and removes it.
std::size_t digit(std::size_t& number, std::size_t base) {
  const std::size_t value = number % base;
  number /= base;
  return value;
}

template <typename Value, std::size_t size>
const Value& choose(std::size_t& number, const Value (&from)[size]) {
  return from[digit(number, size)];
}

constexpr const char* kLawStands[] = {"good", "other", "missing", "unreadable", "too-large"};
constexpr const char* kLawShows[] = {"good", "present", "third", "hidden", "never"};
constexpr const char* kLawOwners[] = {"nobody",     "package", "another",
                                      "unverified", "link",    "ghost"};
constexpr const char* kLawPolicies[] = {"carry", "no-include", "refuse", "accept"};
constexpr Watching kLawWatching[] = {Watching::on, Watching::waiting, Watching::off,
                                     Watching::went_off, Watching::orphaned};

// Returns false if there are no more cases.
bool make_case(std::size_t number, FileFacts& facts, JudgeTerms& terms) {
  facts = cases::file();
  terms = cases::terms_of(choose(number, kLawPolicies));
  cases::stands(facts, choose(number, kLawStands));
  cases::shows(facts, choose(number, kLawShows));
  cases::owned_by(facts, terms, choose(number, kLawOwners));
  facts.watching = choose(number, kLawWatching);
  facts.goes_on = digit(number, 2) != 0;
  facts.accepted = digit(number, 2) != 0;
  facts.races = digit(number, 2) != 0;
  const std::size_t alarm = digit(number, 3);
  if (alarm != 0) facts.alarm = cases::sum_of("good");
  facts.alarm_lost = alarm == 2;
  if (digit(number, 2) != 0) facts.present.uid = 0;
  const std::size_t noted = digit(number, 3);
  if (noted == 0) facts.record.reset();
  if (noted == 1) facts.record->incarnation = 0;
  return number == 0;
}

bool is_fine(const FileVerdict& verdict) {
  return verdict.standing <= Standing::told;
}

bool nobody_looks(const FileFacts& facts) {
  return facts.watching == Watching::off || facts.watching == Watching::orphaned;
}

// P4: if monit would alarm before a reload, an alarm is carried over the reload, or the reload is
// forbidden, or the content counts as packaged, or somebody accepts it.
bool blesses_nothing(const SeenCase& seen) {
  const Digests good = cases::sums_of("good");
  const bool accepted = seen.facts.accepted || seen.terms.drift == OnDrift::accept;
  const bool holds_good = compare(seen.facts.shown.digests, good) == Alike::same;
  const bool is_good = compare(seen.verdict.content, good) == Alike::same;
  if (accepted || nobody_looks(seen.facts) || !holds_good || is_good) return true;
  const bool alarm =
      seen.verdict.alarm == AlarmFate::begins || seen.verdict.alarm == AlarmFate::goes_on;
  return alarm || seen.verdict.vetoes || seen.verdict.shipped.counts();
}

// P4: the same, whatever monit has been made to take since: a good content that is known from the
// record or the alarm is not forgotten.
bool forgets_nothing(const SeenCase& seen) {
  const FileFacts& facts = seen.facts;
  const FileVerdict& verdict = seen.verdict;
  const Digests good = cases::sums_of("good");
  const bool known = (facts.record && compare(facts.record->digests, good) == Alike::same) ||
                     (facts.alarm && compare(*facts.alarm, good) == Alike::same);
  const bool another = compare(verdict.content, good) == Alike::different;
  if (!known || !another || nobody_looks(facts)) return true;
  const bool alarm = verdict.alarm == AlarmFate::begins || verdict.alarm == AlarmFate::goes_on;
  const bool vouched =
      verdict.standing == Standing::as_packaged || verdict.standing == Standing::accepted;
  const bool told = verdict.standing == Standing::told || verdict.standing == Standing::same_sum;
  return alarm || verdict.vetoes || verdict.blocks() || vouched || told;
}

bool begins_no_second_alarm(const SeenCase& seen) {
  return seen.verdict.alarm != AlarmFate::begins || !seen.facts.alarm;
}

// P4: monit gets back a substitute check that it has lost, whatever became of the first check.
bool forgets_no_alarm(const SeenCase& seen) {
  if (!seen.facts.alarm) return true;
  if (seen.verdict.alarm == AlarmFate::ends) return seen.verdict.due;
  return seen.verdict.alarm == AlarmFate::goes_on && seen.verdict.due == seen.facts.alarm_lost;
}

bool alarms_for_monitored_checks(const SeenCase& seen) {
  return seen.verdict.alarm != AlarmFate::begins || !nobody_looks(seen.facts);
}

bool vetoes_for_baselines_alone(const SeenCase& seen) {
  const bool never = seen.facts.shown.kind == ShownBaseline::Kind::never;
  return !seen.verdict.vetoes || (!never && !nobody_looks(seen.facts));
}

// A content does not count as packaged by a link or a header that does not count.
bool packaged_is_what_counts(const SeenCase& seen) {
  if (seen.verdict.standing != Standing::as_packaged) return true;
  const std::optional<HeaderWord>& word = seen.verdict.shipped.word;
  const ContentRecord* record = seen.facts.record ? &*seen.facts.record : nullptr;
  return word && (word->proved || !seen.terms.require_signature) &&
         !link_that_does_not_count(seen.facts.present, record);
}

bool records_what_is_fine(const SeenCase& seen) {
  if (seen.verdict.record != RecordFate::take_present) return true;
  const bool first = !seen.facts.record && seen.verdict.standing == Standing::not_looked_at;
  return is_fine(seen.verdict) || first;
}

bool drift_has_a_reason(const SeenCase& seen) {
  return seen.verdict.drift != seen.verdict.reason.empty();
}

bool vetoes_are_drift_that_is_not_carried(const SeenCase& seen) {
  return !seen.verdict.vetoes || seen.verdict.blocks();
}

bool expects_what_is_there(const SeenCase& seen) {
  const FileVerdict& verdict = seen.verdict;
  if (!is_known(verdict.expected)) return true;
  return is_fine(verdict) && verdict.expected == verdict.content;
}

bool takes_what_is_fine(const SeenCase& seen) {
  return !seen.verdict.new_baseline || is_fine(seen.verdict);
}

constexpr Law kLaws[] = {
    {"a reload blesses nothing", blesses_nothing},
    {"a known good content is not forgotten", forgets_nothing},
    {"no second alarm begins", begins_no_second_alarm},
    {"an alarm ends, or goes on and is put back if monit has lost it", forgets_no_alarm},
    {"no alarm begins for what nobody monitors", alarms_for_monitored_checks},
    {"what is off, or holds no baseline, vetoes nothing", vetoes_for_baselines_alone},
    {"nothing is packaged that does not count", packaged_is_what_counts},
    {"our record takes only what is fine", records_what_is_fine},
    {"drift has a reason, and nothing else has", drift_has_a_reason},
    {"only drift that is not carried vetoes", vetoes_are_drift_that_is_not_carried},
    {"monit is expected to hold what is there", expects_what_is_there},
    {"a new baseline is fine", takes_what_is_fine},
};

// One test for all cases, since there are too many for a test each.
TEST(JudgesLaws, HoldInEveryCase) {
  FileFacts facts;
  JudgeTerms terms;
  std::size_t number = 0;
  for (; make_case(number, facts, terms); ++number) {
    const FileVerdict verdict = judge(facts, terms);
    for (const Law& law : kLaws) {
      if (law.holds({facts, terms, verdict})) continue;
      FAIL() << law.says << ": " << words_for(facts, terms) << ": " << cases::text_of(verdict);
    }
  }
  EXPECT_EQ(number, 4U * 5 * 5 * 6 * 5 * 2 * 2 * 2 * 3 * 2 * 3);
}

}  // namespace
}  // namespace pkgmap::rules
