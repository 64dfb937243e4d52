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

// The same algorithm for both, so that they can be told apart.
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

ContentRecord fresh_record(const JudgedFile& file, const std::string& control_file,
                           std::int64_t now) {
  ContentRecord record;
  record.control_file = control_file;
  record.check = file.facts.check;
  record.path = file.facts.path;
  record.when = now;
  return record;
}

// Links that do not count stay what they were, so that they never will.
std::vector<rules::LinkOnWay> links_to_keep(const JudgedFile& file) {
  const auto& before = file.facts.record;
  const bool first = !before || !rules::is_known(before->digests);
  const bool count = file.verdict.standing == Standing::accepted ||
                     links_count(file.facts.present, before ? &*before : nullptr);
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

bool is_empty(const rules::Digests& digests) {
  return !rules::is_known(digests);
}

}  // namespace

std::optional<std::string> veto_of(const JudgedFiles& files) {
  for (const JudgedFile& file : files.files) {
    if (file.verdict.vetoes) return file.verdict.reason;
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
    case Standing::unproved:
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
    if (!file.verdict.drift || (unwatched && is_told_of(file))) continue;
    drift.push_back({file.facts.check, file.facts.path, file.verdict.standing, file.verdict.reason,
                     file.facts.alarm_name});
  }
  return drift;
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

std::vector<std::string> raced_between(const JudgedFiles& before, const JudgedFiles& after) {
  std::vector<std::string> raced;
  for (const JudgedFile& file : before.files) {
    if (!rules::is_known(file.verdict.expected)) continue;
    const JudgedFile* now = after.find(file.facts.check);
    if (!now) continue;
    // Where monit shows nothing, the file itself has to be what it was.
    const rules::Digests& held = rules::is_known(now->facts.shown.digests)
                                     ? now->facts.shown.digests
                                     : now->facts.present.digests;
    if (rules::compare(file.verdict.expected, held) != Alike::same)
      raced.push_back(file.facts.check);
  }
  return raced;
}

void keep_records(const JudgedFiles& files, const std::string& control_file, std::int64_t now,
                  Agreed agreed, ContentRecords& records) {
  const std::int64_t incarnation = files.terms.incarnation;
  for (const JudgedFile& file : files.files) {
    const bool pending = file.verdict.new_baseline && agreed == Agreed::as_shown;
    const bool first = !file.facts.record && agreed == Agreed::unasked;
    ContentRecord record = fresh_record(file, control_file, now);
    if (first || (file.verdict.record == RecordFate::take_present && !pending)) {
      records.put(with_present(file, std::move(record), incarnation));
    } else if (file.verdict.record == RecordFate::take_shown &&
               rules::is_known(file.facts.shown.digests)) {
      record.digests = file.facts.shown.digests;
      record.incarnation = incarnation;
      records.put(std::move(record));
    } else if (file.verdict.record == RecordFate::note_present && file.facts.record) {
      record = *file.facts.record;
      record.noted = file.verdict.content;
      records.put(std::move(record));
    } else if (!file.facts.record && !file.facts.alarm) {
      // Nothing good is known of it; but it was looked at.
      record.incarnation = incarnation;
      records.put(std::move(record));
    }
  }
}

}  // namespace pkgmap
