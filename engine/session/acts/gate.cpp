#include "engine/session/acts/gate.hpp"

#include <algorithm>
#include <utility>

#include "rules/judge/way.hpp"

namespace pkgmap {
namespace {

using rules::AlarmFate;
using rules::Alike;
using rules::ContentRecord;
using rules::RecordFate;
using rules::Standing;

// The digest by the algorithm that monit shows, so that a person can compare the two digests.
std::string digest_for_people(const rules::Digests& digests, const JudgedFile& file) {
  for (const auto& [algorithm, sum] : file.facts.shown.digests) {
    if (const std::string same = rules::sum_by(digests, algorithm); !same.empty()) return same;
  }
  for (const auto& [algorithm, sum] : digests) {
    if (!sum.empty()) return sum;
  }
  return {};
}

bool is_told_of(const JudgedFile& file) {
  return !file.verdict.due && file.verdict.alarm != AlarmFate::ends &&
         rules::compare(file.verdict.content, file.facts.shown.digests) != Alike::same;
}

// The good content is there, but monit compares with a content that no package shipped and nobody
// accepted.
bool was_made_to_take_another(const JudgedFile& file) {
  return file.verdict.standing == Standing::good_again && file.verdict.due &&
         file.verdict.alarm == AlarmFate::none;
}

ContentRecord fresh_record(const JudgedFile& file, const std::string& control_file,
                           std::int64_t now) {
  ContentRecord record;
  record.control_file = control_file;
  record.check = file.facts.check;
  record.path = file.facts.path;
  record.when = now;
  return record;
}

// Links that do not count are not recorded, so that they never begin to count.
std::vector<rules::LinkOnWay> links_to_keep(const JudgedFile& file) {
  const auto& before = file.facts.record;
  const bool first = !before || !rules::is_known(before->digests);
  const bool count = file.verdict.standing == Standing::accepted ||
                     !link_that_does_not_count(file.facts.present, before ? &*before : nullptr);
  return first || count ? file.facts.present.links : before->links;
}

ContentRecord with_present(const JudgedFile& file, ContentRecord record, std::int64_t incarnation) {
  const rules::FileFacts& facts = file.facts;
  const bool shown = rules::compare(file.verdict.content, facts.shown.digests) == Alike::same;
  const bool still = facts.record && facts.record->incarnation == incarnation &&
                     rules::compare(facts.record->digests, file.verdict.content) == Alike::same;
  record.digests = file.verdict.content;
  record.identity = facts.present.identity;
  record.links = links_to_keep(file);
  record.incarnation = shown || still ? incarnation : 0;
  return record;
}

bool is_noted(const JudgedFile& file) {
  return file.facts.record && rules::is_known(file.facts.record->digests);
}

// The digest that monit shows, if no other content is known to be good.
ContentRecord with_shown(const JudgedFile& file, ContentRecord record, std::int64_t incarnation) {
  record.digests = file.facts.shown.digests;
  record.incarnation = incarnation;
  return record;
}

// Whether monit compares with another content until it reads its control file.
bool is_pending(const JudgedFile& file) {
  return file.verdict.new_baseline && (is_noted(file) || rules::is_known(file.facts.shown.digests));
}

bool holds_present(const JudgedFile& file, const Agreed& agreed) {
  return !agreed.read_at || rules::unchanged_since(file.facts.present, *agreed.read_at);
}

// Returns nullopt if the record stays as it is.
std::optional<ContentRecord> next_record(const JudgedFile& file, ContentRecord fresh,
                                         std::int64_t incarnation, const Agreed& agreed) {
  const bool unasked = !agreed.as_shown;
  if (unasked && !file.facts.record) {
    if (!holds_present(file, agreed)) return std::nullopt;
    return with_present(file, std::move(fresh), incarnation);
  }
  switch (file.verdict.record) {
    case RecordFate::take_present:
      if (is_pending(file) && !unasked) break;
      return with_present(file, std::move(fresh), incarnation);
    case RecordFate::take_shown:
      return with_shown(file, std::move(fresh), incarnation);
    case RecordFate::note_present:
      if (is_noted(file)) {
        fresh = *file.facts.record;
      } else {
        fresh = with_shown(file, std::move(fresh), incarnation);
      }
      fresh.noted = file.verdict.content;
      return fresh;
    case RecordFate::keep:
      break;
  }
  if (file.facts.record || file.facts.alarm) return std::nullopt;
  // No good content is known; the record says that this program has looked.
  fresh.incarnation = incarnation;
  return fresh;
}

// The record tells every later answer which content this transaction has made.
std::optional<ContentRecord> with_what_was_made(const JudgedFile& file,
                                                std::optional<ContentRecord> next) {
  if (!file.verdict.drift || !file.verdict.by_transaction) return next;
  if (!next) next = file.facts.record;
  if (next) next->made = file.facts.present.identity;
  return next;
}

bool is_empty(const rules::Digests& digests) {
  return !rules::is_known(digests);
}

}  // namespace

std::optional<std::string> veto_of(const JudgedFiles& files) {
  for (const JudgedFile& file : files.files) {
    if (!file.verdict.vetoes) continue;
    if (files.no_substitutes.empty() || files.terms.drift != rules::OnDrift::carry) {
      return file.verdict.reason;
    }
    return file.verdict.reason +
           ", and no substitute check can keep the alarm: " + files.no_substitutes;
  }
  return std::nullopt;
}

bool is_reload_due(const JudgedFiles& files) {
  return std::any_of(files.files.begin(), files.files.end(),
                     [](const JudgedFile& file) { return file.verdict.due; });
}

bool needs_baseline(const JudgedFile& file) {
  if (file.verdict.new_baseline) return true;
  switch (file.verdict.standing) {
    case Standing::changed:
    case Standing::moved_link:
    case Standing::unverified:
    case Standing::unreadable:
    case Standing::too_large:
    case Standing::races:
      return true;
    case Standing::alarmed:
      return file.verdict.drift || file.verdict.due;
    default:
      return file.verdict.due;
  }
}

std::vector<Drift> drift_in(const JudgedFiles& files, bool unwatched) {
  std::vector<Drift> drift;
  for (const JudgedFile& file : files.files) {
    const bool foreign = was_made_to_take_another(file);
    if (!foreign && (!file.verdict.drift || (unwatched && is_told_of(file)))) continue;
    drift.push_back({file.facts.check, file.facts.path,
                     file.facts.alarm_lost ? std::string() : file.facts.alarm_name.text(),
                     file.verdict.by_transaction && !foreign, file.verdict.standing});
  }
  return drift;
}

std::vector<std::string> good_files(const JudgedFiles& files) {
  std::vector<std::string> paths;
  for (const JudgedFile& file : files.files) {
    const rules::FileVerdict& verdict = file.verdict;
    const bool good = !verdict.drift && !file.facts.alarm && rules::is_known(verdict.good) &&
                      rules::compare(verdict.content, verdict.good) == rules::Alike::same;
    if (good) paths.push_back(file.facts.path);
  }
  return paths;
}

std::vector<NewBaseline> new_baselines_in(const JudgedFiles& files) {
  std::vector<NewBaseline> taken;
  for (const JudgedFile& file : files.files) {
    if (!file.verdict.new_baseline) continue;
    const rules::Shipped& shipped = file.verdict.shipped;
    const bool packaged = file.verdict.standing == Standing::as_packaged;
    const rules::Digests& before =
        is_empty(file.facts.shown.digests) ? file.verdict.good : file.facts.shown.digests;
    taken.push_back({file.facts.check, file.facts.path, digest_for_people(before, file),
                     digest_for_people(file.verdict.content, file),
                     packaged ? shipped.package : std::string(),
                     packaged && shipped.word ? shipped.word->signature : std::string()});
  }
  return taken;
}

CheckNames raced_between(const JudgedFiles& before, const JudgedFiles& after) {
  CheckNames raced;
  for (const JudgedFile& file : before.files) {
    // No check compares the file of such an alarm any more.
    if (!file.own_check || !rules::is_known(file.verdict.expected)) continue;
    const JudgedFile* now = after.find(file.facts.check);
    if (!now) continue;
    // If monit shows no digest, the file itself must still have the expected content.
    const rules::Digests& held = rules::is_known(now->facts.shown.digests)
                                     ? now->facts.shown.digests
                                     : now->facts.present.digests;
    if (rules::compare(file.verdict.expected, held) != Alike::same)
      raced.push_back(file.facts.check);
  }
  return raced;
}

void keep_records(const JudgedFiles& files, const std::string& control_file, std::int64_t now,
                  const Agreed& agreed, ContentRecords& records) {
  const std::int64_t incarnation = files.terms.incarnation;
  for (const JudgedFile& file : files.files) {
    // The record of this name belongs to the check, which has another path.
    if (!file.own_check) continue;
    // monit compares the earlier path until it reads its control file.
    const ContentRecord* known = records.find(control_file, file.facts.check);
    if (known && known->path != file.facts.path && known->incarnation == incarnation) continue;
    auto next = with_what_was_made(
        file, next_record(file, fresh_record(file, control_file, now), incarnation, agreed));
    if (next) records.put(std::move(*next));
  }
}

}  // namespace pkgmap
