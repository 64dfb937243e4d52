#include "rules/judge/judge.hpp"

#include <utility>

#include "rules/judge/good_content.hpp"
#include "rules/judge/way.hpp"
#include "rules/judge/words.hpp"

namespace pkgmap::rules {
namespace {

using Kind = PresentFile::Kind;
using Baseline = ShownBaseline::Kind;

// The way from the facts about one file to its verdict.
class Trial {
 public:
  Trial(const FileFacts& facts, const JudgeTerms& terms)
      : facts_(facts), terms_(terms), shipped_(shipped_by(facts, terms.require_signature)) {
    answer_.content = present_content(facts, terms.incarnation);
    answer_.good = good_content(facts, terms.incarnation);
    as_good_ = compare(answer_.content, answer_.good);
    as_monit_ = compare(answer_.content, facts.shown.digests);
    answer_.by_transaction = facts.good_before && facts.present.kind == Kind::content &&
                             as_good_ != Alike::same && only_root_can_change(facts.present);
  }

  FileVerdict judge() {
    if (facts_.present.kind == Kind::missing) {
      without_file();
    } else if (!is_known(answer_.content)) {
      unread();
    } else if (as_good_ == Alike::same) {
      good();
    } else {
      another();
    }
    if (facts_.races && !answer_.drift && !is_off()) race();
    answer_.reason = answer_.drift ? reason_of(facts_, answer_, shipped_) : std::string();
    answer_.shipped = std::move(shipped_);
    return std::move(answer_);
  }

 private:
  bool has_alarm() const { return facts_.alarm.has_value(); }
  bool is_off() const {
    return facts_.watching == Watching::off || facts_.watching == Watching::orphaned;
  }
  bool holds_none() const { return facts_.shown.kind == Baseline::never; }
  // The check is not due yet, and its baseline outlives a reload (monit 6.1).
  bool goes_on_by_itself() const {
    return facts_.goes_on && facts_.watching == Watching::waiting &&
           facts_.shown.kind == Baseline::hidden;
  }
  bool is_accepted() const { return facts_.accepted || terms_.drift == OnDrift::accept; }
  bool is_noted() const { return facts_.record && is_known(facts_.record->digests); }
  bool seen_in_this_incarnation() const {
    return is_noted() && facts_.record->incarnation == terms_.incarnation;
  }

  void without_file();
  void unread();
  void without_content(Standing standing);
  void good();
  void another();
  void race();
  void fine(Standing standing);
  void not_looked_at();
  void keep_alarm();
  void drift(Standing standing);
  bool holds_the_good() const;
  bool is_vouched_for();
  bool is_made_by_its_scriptlets() const;
  bool is_told_by_monit() const;
  bool has_the_same_sum() const;
  Standing how_it_differs() const;

  const FileFacts& facts_;
  const JudgeTerms& terms_;
  Shipped shipped_;
  FileVerdict answer_;
  Alike as_good_ = Alike::unknown;   ///< The present content compared with the good one.
  Alike as_monit_ = Alike::unknown;  ///< The present content compared with monit's baseline.
};

// The present content shall be monit's baseline.
void Trial::fine(Standing standing) {
  answer_.standing = standing;
  answer_.new_baseline = as_monit_ != Alike::same && !holds_none();
  answer_.expected = answer_.content;
  answer_.record = RecordFate::take_present;
  if (!has_alarm()) return;
  answer_.alarm = AlarmFate::ends;
  answer_.due = true;
}

void Trial::good() {
  // A baseline that monit does not show counts as the good content.
  const bool other = as_monit_ == Alike::different;
  const bool known = is_noted() || is_known(facts_.shown.digests);
  fine(known ? Standing::as_baseline : Standing::unchanged);
  answer_.new_baseline = other;
  if (!other && !has_alarm()) return;
  answer_.standing = Standing::good_again;
  // A check with `if changed` alerts by itself and takes the new content without a reload.
  answer_.due = has_alarm() || !facts_.goes_on;
}

// The present content is not the good one, or the good one is not known.
void Trial::another() {
  if (is_vouched_for()) return;
  if (has_alarm()) {
    keep_alarm();
    answer_.drift = as_monit_ == Alike::different;
  } else if (is_told_by_monit()) {
    fine(Standing::told);
  } else if (as_good_ == Alike::unknown && (is_off() || holds_none() || goes_on_by_itself())) {
    not_looked_at();
  } else if (has_the_same_sum()) {
    answer_.standing = Standing::same_sum;
    answer_.drift = true;
  } else if (is_off()) {
    answer_.standing = Standing::noted;
    answer_.record = RecordFate::note_present;
  } else {
    drift(how_it_differs());
  }
}

bool Trial::is_vouched_for() {
  if (shipped_.counts()) {
    fine(Standing::as_packaged);
  } else if (is_accepted()) {
    fine(Standing::accepted);
    answer_.due = answer_.due || (facts_.accepted && answer_.new_baseline);
  } else if (is_made_by_its_scriptlets()) {
    fine(Standing::by_scriptlet);
  } else {
    return false;
  }
  return true;
}

// Whether the policy takes the content for one that scriptlets of its own package made: the header
// prescribes none, or the file is %config.
bool Trial::is_made_by_its_scriptlets() const {
  if (terms_.scriptlets != OnScriptlets::accept || !answer_.by_transaction) return false;
  if (!facts_.of_session || has_alarm()) return false;
  const bool free = shipped_.shipping == Shipping::silent ||
                    (shipped_.shipping == Shipping::differs && shipped_.word->config);
  const ContentRecord* record = facts_.record ? &*facts_.record : nullptr;
  return free && !link_that_does_not_count(facts_.present, record);
}

bool Trial::is_told_by_monit() const {
  return facts_.goes_on && facts_.watching == Watching::on && as_monit_ == Alike::same &&
         seen_in_this_incarnation();
}

// monit's baseline is the sum of the good content, and the present content has the same sum.
bool Trial::has_the_same_sum() const {
  return as_monit_ == Alike::same && holds_the_good() && is_known(facts_.shown.digests);
}

Standing Trial::how_it_differs() const {
  if (shipped_.refused == Refused::link) return Standing::moved_link;
  if (shipped_.refused == Refused::signature) return Standing::unverified;
  const bool contradicted =
      shipped_.shipping == Shipping::differs || shipped_.shipping == Shipping::replaced;
  return as_good_ == Alike::unknown && !contradicted ? Standing::unknown : Standing::changed;
}

// The first content that monit sees becomes the good one, unless a package has another content, or
// monit has a baseline that only its page, which could not be requested, shows.
void Trial::not_looked_at() {
  answer_.standing = Standing::not_looked_at;
  const bool contradicted =
      shipped_.shipping != Shipping::unowned && shipped_.shipping != Shipping::silent;
  const bool shown_later = facts_.shown.kind == Baseline::hidden && !facts_.goes_on;
  if (!contradicted && !shown_later) answer_.record = RecordFate::take_present;
}

void Trial::without_file() {
  if (facts_.watching == Watching::orphaned && !has_alarm()) {
    answer_.standing = Standing::left_with_package;
  } else if (!has_alarm() && !is_known(answer_.good) && holds_none()) {
    answer_.standing = Standing::never_there;
  } else {
    without_content(Standing::gone);
  }
}

void Trial::unread() {
  if (!has_alarm() && !is_known(answer_.good) && (is_off() || holds_none())) {
    answer_.standing = Standing::not_looked_at;
  } else {
    without_content(facts_.present.kind == Kind::too_large ? Standing::too_large
                                                           : Standing::unreadable);
  }
}

// There is no content to compare with the good one.
void Trial::without_content(Standing standing) {
  if (is_accepted()) {
    answer_.standing = Standing::accepted;
    answer_.alarm = has_alarm() ? AlarmFate::ends : AlarmFate::none;
    answer_.due = has_alarm() || facts_.accepted;
    answer_.record = RecordFate::take_shown;
  } else if (has_alarm()) {
    keep_alarm();
  } else if (is_off()) {
    answer_.standing = Standing::noted;
    answer_.record = RecordFate::note_present;
  } else {
    drift(standing);
  }
}

void Trial::keep_alarm() {
  answer_.standing = Standing::alarmed;
  answer_.alarm = AlarmFate::goes_on;
  answer_.due = facts_.alarm_lost;
}

// The content that we saw was good, but monit may take another one. A substitute check that is
// there goes on to expect what it did: the content that we saw may be the wrong one of the two.
void Trial::race() {
  FileVerdict answer;
  answer.content = answer_.content;
  answer.good = has_alarm() ? answer_.good : answer_.content;
  answer_ = std::move(answer);
  if (!has_alarm()) return drift(Standing::races);
  keep_alarm();
  answer_.standing = Standing::races;
  answer_.drift = true;
}

bool Trial::holds_the_good() const {
  if (is_known(facts_.shown.digests)) {
    return compare(facts_.shown.digests, answer_.good) == Alike::same;
  }
  if (!is_known(answer_.good)) return facts_.shown.kind == Baseline::hidden;
  return facts_.shown.kind == Baseline::hidden && seen_in_this_incarnation();
}

void Trial::drift(Standing standing) {
  answer_.standing = standing;
  answer_.drift = true;
  if (!is_noted() && is_known(facts_.shown.digests)) answer_.record = RecordFate::take_shown;
  if (terms_.drift == OnDrift::carry && terms_.can_substitute) {
    answer_.alarm = AlarmFate::begins;
    answer_.due = !holds_the_good();
    return;
  }
  // If monit has the present content as baseline, or has no baseline, a reload ends no alarm.
  answer_.vetoes = as_monit_ != Alike::same && !holds_none();
}

}  // namespace

FileVerdict judge(const FileFacts& facts, const JudgeTerms& terms) {
  return Trial(facts, terms).judge();
}

}  // namespace pkgmap::rules
