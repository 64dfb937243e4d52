#include "engine/session/acts/file_look.hpp"

#include <algorithm>
#include <utility>

#include "engine/session/acts/alarms.hpp"
#include "engine/session/acts/shown.hpp"
#include "parsers/source/ascii.hpp"
#include "rules/judge/good_content.hpp"
#include "rules/judge/way.hpp"
#include "rules/plan/evaluate.hpp"

namespace pkgmap {
namespace {

using rules::FileFacts;
using rules::PresentFile;

constexpr const char* kOurAlgorithm = "sha256";
constexpr std::chrono::milliseconds kReadingBound{20'000};
// Beyond that, a file that is not what it was is not read to learn what it is.
constexpr std::int64_t kLargeFile = 256LL << 20U;
constexpr std::chrono::milliseconds kPagesBound{10'000};

bool is_named(const std::vector<std::string>& names, const std::string& name) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& other) { return equal_without_case(other, name); });
}

bool is_at(const std::vector<std::string>& paths, const std::string& path) {
  return std::find(paths.begin(), paths.end(), path) != paths.end();
}

bool has_all(const rules::Digests& digests, const std::set<std::string>& algorithms) {
  return std::all_of(algorithms.begin(), algorithms.end(),
                     [&](const std::string& algorithm) { return digests.contains(algorithm); });
}

void add_algorithms(const rules::Digests& digests, std::set<std::string>& algorithms) {
  for (const auto& [algorithm, sum] : digests) {
    if (!sum.empty()) algorithms.insert(algorithm);
  }
}

std::set<std::string> algorithms_for(const FileFacts& facts) {
  std::set<std::string> algorithms = {kOurAlgorithm};
  add_algorithms(facts.shown.digests, algorithms);
  if (facts.alarm) add_algorithms(*facts.alarm, algorithms);
  // What was noted before monit's own algorithm was known.
  if (facts.record && !facts.record->digests.contains(kOurAlgorithm)) {
    add_algorithms(facts.record->digests, algorithms);
  }
  return algorithms;
}

// Its size tells that it is not what it was, and to read it would take long.
bool is_another_giant(const FileFacts& facts) {
  const std::int64_t size = facts.present.identity.size;
  return facts.present.kind == PresentFile::Kind::content && size > kLargeFile && facts.record &&
         facts.record->identity.known() && facts.record->identity.size != size;
}

rules::Watching watching(const monitrc::Check& check, const FileFacts& facts,
                         const LookScene& scene) {
  if (is_named(scene.suspended, check.name)) {
    const bool gone = facts.present.kind == PresentFile::Kind::missing;
    const bool orphaned = gone && scene.is_orphaned && scene.is_orphaned(check);
    return orphaned ? rules::Watching::orphaned : rules::Watching::on;
  }
  const status::Service* service = scene.status ? scene.status->find(check.name) : nullptr;
  if (!service) return rules::Watching::on;
  return watching_of(check, *service, facts.present);
}

void note_alarm(const rules::CarriedDrift& alarm, const LookScene& scene, FileFacts& facts) {
  facts.alarm.emplace();
  if (!alarm.digest.empty()) facts.alarm->emplace(alarm.algorithm, alarm.digest);
  facts.alarm_name = alarm.name;
  facts.alarm_lost = scene.status && !scene.status->find(alarm.name);
}

}  // namespace

std::chrono::milliseconds time_to_read(std::uint64_t bytes) {
  constexpr std::uint64_t kBytesPerMillisecond = 50'000;
  constexpr std::uint64_t kLongest = 600'000;
  return std::chrono::milliseconds(
      static_cast<std::int64_t>(std::min(bytes / kBytesPerMillisecond, kLongest)));
}

const JudgedFile* JudgedFiles::find(const std::string& check) const {
  for (const JudgedFile& file : files) {
    if (equal_without_case(file.facts.check, check)) return &file;
  }
  return nullptr;
}

FileLook::FileLook(Host& host, const Settings& settings)
    : host_(host), settings_(settings), bound_(kReadingBound), deadline_(host.now() + bound_) {
}

void FileLook::hurry(std::chrono::milliseconds bound) {
  hurries_ = true;
  bound_ = bound;
}

void FileLook::take_time() {
  hurries_ = false;
  std::erase_if(contents_,
                [](const auto& read) { return read.second.kind == PresentFile::Kind::too_large; });
}

bool FileLook::is_time_over() {
  return host_.now() >= deadline_ || host_.told_to_end();
}

// From an earlier look; or from our record, of a file that nobody can have changed since.
const rules::Digests* FileLook::known_digests(const FileFacts& facts) const {
  const auto read = contents_.find(facts.path);
  if (read != contents_.end() && read->second.identity == facts.present.identity) {
    return &read->second.digests;
  }
  const bool recorded = facts.record && rules::is_recorded(facts.present, *facts.record);
  return recorded ? &facts.record->digests : nullptr;
}

bool FileLook::was_given_up(const FileFacts& facts) const {
  const auto read = contents_.find(facts.path);
  return read != contents_.end() && read->second.identity == facts.present.identity &&
         read->second.kind == PresentFile::Kind::too_large;
}

// More than one algorithm may be asked for as more is known: it is read once more, then.
void FileLook::read_content(FileFacts& facts, const std::set<std::string>& algorithms) {
  if (facts.present.kind != PresentFile::Kind::content) return;
  const rules::Digests* known = known_digests(facts);
  if (was_given_up(facts)) {
    facts.present.kind = PresentFile::Kind::too_large;
  } else if (known && has_all(*known, algorithms)) {
    facts.present.digests = *known;
  } else {
    facts.present = host_.present_file(facts.path, algorithms, [this] { return is_time_over(); });
    contents_[facts.path] = facts.present;
  }
}

bool FileLook::read_ahead(const monitrc::ControlFile& control_file, const ContentRecords& records) {
  std::uint64_t bytes = 0;
  std::vector<FileFacts> all;
  for (const monitrc::Check& check : control_file.checks) {
    if (!rules::needs_rebaseline(check)) continue;
    FileFacts facts;
    facts.path = check.path;
    facts.present = host_.present_file(check.path, {}, {});
    bytes += static_cast<std::uint64_t>(facts.present.identity.size);
    const auto* record = records.find(control_file.path, check.name, check.path);
    if (record) facts.record = *record;
    all.push_back(std::move(facts));
  }
  if (!hurries_) bound_ = kReadingBound + time_to_read(bytes);
  deadline_ = host_.now() + bound_;
  for (FileFacts& facts : all) {
    if (!is_another_giant(facts)) read_content(facts, algorithms_for(facts));
  }
  return std::none_of(all.begin(), all.end(), [](const FileFacts& facts) {
    return facts.present.kind == PresentFile::Kind::too_large;
  });
}

// Whether nobody answers for a file that is not what it was.
bool FileLook::is_worth_reading(const LookScene& scene, FileFacts& facts) {
  if (!is_another_giant(facts) || facts.accepted) return true;
  ask_packages(scene, facts);
  return !facts.packaging.words.empty();
}

void FileLook::ask_packages(const LookScene& scene, FileFacts& facts) {
  if (!scene.database) return;
  auto packaging = host_.packaging(facts.present, *scene.database);
  if (packaging) {
    facts.packaging = std::move(*packaging);
  } else {
    trouble_ = packaging.error();
  }
}

void FileLook::see(const LookScene& scene, FileFacts& facts) {
  facts.present = host_.present_file(facts.path, {}, {});
  std::set<std::string> algorithms = algorithms_for(facts);
  if (is_worth_reading(scene, facts)) {
    read_content(facts, algorithms);
  } else {
    facts.present.kind = PresentFile::Kind::too_large;
  }
  const std::int64_t incarnation = scene.status ? scene.status->incarnation : 0;
  if (!scene.about_packages && rules::is_good(facts, incarnation)) return;
  ask_packages(scene, facts);
  for (const rules::HeaderWord& word : facts.packaging.words) algorithms.insert(word.algorithm);
  const rules::PresentFile seen = facts.present;
  read_content(facts, algorithms);
  // Of the links, the packages were asked.
  if (facts.present.links == seen.links) facts.present.links = seen.links;
}

FileFacts FileLook::facts_of(const monitrc::Check& check, const LookScene& scene) {
  FileFacts facts;
  facts.check = check.name;
  facts.path = check.path;
  facts.goes_on = rules::checksum_test(check)->trigger == monitrc::Trigger::changed;
  const std::string& control_file = scene.control_file.path;
  if (const auto* record = scene.records.find(control_file, check.name, check.path)) {
    facts.record = *record;
  }
  facts.shown = shown_by(check, scene);
  if (const auto* alarm = alarm_about(scene.alarms, check.name, check.path)) {
    note_alarm(*alarm, scene, facts);
  }
  facts.accepted = is_at(scene.accepts, check.path);
  facts.races = is_named(scene.raced, check.name);
  see(scene, facts);
  facts.watching = watching(check, facts, scene);
  return facts;
}

// An alarm whose first check is gone: it goes on until somebody says otherwise.
FileFacts FileLook::facts_of(const rules::CarriedDrift& alarm, const LookScene& scene) {
  FileFacts facts;
  facts.check = alarm.check;
  facts.path = alarm.path;
  facts.watching = rules::Watching::off;
  facts.shown.kind = rules::ShownBaseline::Kind::never;
  note_alarm(alarm, scene, facts);
  facts.accepted = is_at(scene.accepts, alarm.path);
  see(scene, facts);
  return facts;
}

rules::ShownBaseline FileLook::shown_by(const monitrc::Check& check, const LookScene& scene) {
  const status::Service* service = scene.status ? scene.status->find(check.name) : nullptr;
  rules::ShownBaseline shown;
  if (!scene.status) return shown;
  // monit has yet to read the check, or compares another path until then.
  const auto* record = scene.records.find(scene.control_file.path, check.name);
  const bool elsewhere =
      record && record->path != check.path && record->incarnation == scene.status->incarnation;
  if (!service || elsewhere) {
    shown.kind = rules::ShownBaseline::Kind::never;
    return shown;
  }
  if (rules::checksum_test(check)->trigger == monitrc::Trigger::changed) {
    return shown_of_changed(*service, *scene.status);
  }
  return on_page(check, *service, scene);
}

// A page that cannot be asked for costs the others nothing, unless it is time that it costs.
rules::ShownBaseline FileLook::on_page(const monitrc::Check& check, const status::Service& service,
                                       const LookScene& scene) {
  Shown& known = shown_[lower(check.name)];
  const std::int64_t incarnation = scene.status->incarnation;
  if (known.incarnation == incarnation) return known.baseline;
  if (!scene.monit || lost_on_pages_ >= kPagesBound) return shown_in_status(check, service);
  const auto began = host_.now();
  const auto page = scene.monit->baseline(check.name);
  if (!page) {
    lost_on_pages_ += std::chrono::duration_cast<std::chrono::milliseconds>(host_.now() - began);
    return shown_in_status(check, service);
  }
  rules::ShownBaseline shown;
  if (!*page) {
    shown.kind = rules::ShownBaseline::Kind::never;
    return shown;
  }
  shown = {rules::ShownBaseline::Kind::shown, {{lower((*page)->type), lower((*page)->digest)}}};
  known = {incarnation, shown};
  return shown;
}

void FileLook::add(FileFacts facts, JudgedFiles& judged) {
  judged.bytes += static_cast<std::uint64_t>(facts.present.identity.size);
  rules::FileVerdict verdict = rules::judge(facts, judged.terms);
  judged.files.push_back({std::move(facts), std::move(verdict)});
}

JudgedFiles FileLook::look(const LookScene& scene) {
  deadline_ = host_.now() + bound_;
  JudgedFiles judged;
  judged.terms.drift = settings_.policy.drift;
  judged.terms.can_carry = rules::managed_path(scene.control_file.includes).has_value();
  judged.terms.require_signature = settings_.policy.require_signature;
  judged.terms.incarnation = scene.status ? scene.status->incarnation : 0;
  trouble_.reset();
  for (const monitrc::Check& check : scene.control_file.checks) {
    if (rules::needs_rebaseline(check)) add(facts_of(check, scene), judged);
  }
  for (const rules::CarriedDrift& alarm : scene.alarms) {
    const bool seen =
        std::any_of(judged.files.begin(), judged.files.end(),
                    [&](const JudgedFile& file) { return file.facts.alarm_name == alarm.name; });
    if (!seen) add(facts_of(alarm, scene), judged);
  }
  judged.trouble = trouble_;
  return judged;
}

}  // namespace pkgmap
