#include "engine/session/acts/file_look.hpp"

#include <algorithm>
#include <utility>

#include "engine/session/acts/managed_file.hpp"
#include "engine/session/acts/shown.hpp"
#include "engine/session/acts/substitutes.hpp"
#include "rules/judge/good_content.hpp"
#include "rules/nevra.hpp"
#include "rules/plan/evaluate.hpp"

namespace pkgmap {
namespace {

using rules::FileFacts;
using rules::PresentFile;

constexpr std::int64_t kNanosecondsOfMicrosecond = 1'000;

bool is_at(const std::vector<std::string>& paths, const std::string& path) {
  return std::find(paths.begin(), paths.end(), path) != paths.end();
}

// Whether one of the packages has the name of the owner. The session perhaps knows only the version
// before the transaction.
bool is_one_of(const std::string& owner, const std::vector<std::string>& packages) {
  return !owner.empty() &&
         std::any_of(packages.begin(), packages.end(), [&](const std::string& package) {
           return rules::name_in(package) == rules::name_in(owner);
         });
}

rules::Watching watching(const monitrc::Check& check, const FileFacts& facts,
                         const LookScene& scene) {
  if (names_check(scene.suspended, check.name)) {
    const bool gone = facts.present.kind == PresentFile::Kind::missing;
    const bool orphaned = gone && scene.is_orphaned && scene.is_orphaned(check);
    return orphaned ? rules::Watching::orphaned : rules::Watching::on;
  }
  const status::Service* service = scene.status ? scene.status->find(check.name) : nullptr;
  if (!service) return rules::Watching::on;
  return watching_of(check, *service, scene.status->incarnation, facts.present);
}

void note_alarm(const rules::SubstituteCheck& alarm, const LookScene& scene, FileFacts& facts) {
  facts.alarm.emplace();
  if (alarm.digest.known()) facts.alarm->emplace(alarm.digest.algorithm, alarm.digest.value);
  facts.alarm_name = alarm.name;
  facts.alarm_lost = scene.status && !scene.status->find(alarm.name);
}

// monit makes no test of a check whose prerequisite is off, and shows no baseline of an `if
// changed` meanwhile; but it has compared with the content that it read with its control file, and
// alarms once somebody monitors the prerequisite. A reload would end that alarm.
bool waits_for_a_prerequisite(const monitrc::Check& check, const FileFacts& facts,
                              const LookScene& scene) {
  const bool untested = facts.goes_on && facts.watching == rules::Watching::waiting &&
                        facts.shown.kind == rules::ShownBaseline::Kind::never;
  if (!untested || !scene.status || !facts.record || !rules::is_known(facts.record->digests)) {
    return false;
  }
  return std::any_of(
      check.depends_on.begin(), check.depends_on.end(), [&](const std::string& name) {
        const status::Service* prerequisite = scene.status->find(name);
        return prerequisite && prerequisite->settled_off() && !names_check(scene.suspended, name);
      });
}

}  // namespace

const JudgedFile* JudgedFiles::find(const std::string& check) const {
  for (const JudgedFile& file : files) {
    if (file.facts.check == check) return &file;
  }
  return nullptr;
}

FileLook::FileLook(Host& host, const Settings& settings)
    : host_(host), settings_(settings), contents_(host), baselines_(host) {
}

bool FileLook::read_ahead(const monitrc::ControlFile& control_file, const ContentRecords& records) {
  std::uint64_t bytes = 0;
  std::vector<FileFacts> all;
  for (const monitrc::Check& check : control_file.checks) {
    if (!rules::needs_rebaseline(check)) continue;
    FileFacts facts;
    facts.path = check.path;
    contents_.see(facts);
    bytes += static_cast<std::uint64_t>(facts.present.identity.size);
    const auto* record = records.find(control_file.path, check.name, check.path);
    if (record) facts.record = *record;
    all.push_back(std::move(facts));
  }
  contents_.begin(bytes);
  for (FileFacts& facts : all) {
    if (!is_another_giant(facts)) contents_.read(facts, algorithms_for(facts));
  }
  return std::none_of(all.begin(), all.end(), [](const FileFacts& facts) {
    return facts.present.kind == PresentFile::Kind::too_large;
  });
}

// False for a large file of another size than recorded that no package owns and nobody accepts: its
// content is certainly wrong, and reading it would take long.
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
  contents_.see(facts);
  std::set<Algorithm> algorithms = algorithms_for(facts);
  if (is_worth_reading(scene, facts)) {
    contents_.read(facts, algorithms);
  } else {
    facts.present.kind = PresentFile::Kind::too_large;
  }
  const std::int64_t incarnation = scene.status ? scene.status->incarnation : 0;
  if (!scene.about_packages && rules::is_good(facts, incarnation)) return;
  ask_packages(scene, facts);
  for (const rules::HeaderWord& word : facts.packaging.words)
    algorithms.insert(word.digest.algorithm);
  const rules::PresentFile seen = facts.present;
  contents_.read(facts, algorithms);
  // The packages have answered about these links; the second reading has no such answer.
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
  facts.shown = baselines_.of(check, scene);
  if (const auto* alarm = substitute_for(scene.alarms, check.name, check.path)) {
    note_alarm(*alarm, scene, facts);
  }
  facts.accepted = is_at(scene.accepts, check.path);
  facts.races = names_check(scene.raced, check.name);
  see(scene, facts);
  facts.good_before = is_at(scene.good_before, check.path) &&
                      facts.present.identity.ctime / kNanosecondsOfMicrosecond <= scene.over_usec;
  facts.of_session = is_one_of(facts.packaging.owner, scene.packages);
  facts.watching = watching(check, facts, scene);
  if (waits_for_a_prerequisite(check, facts, scene)) {
    facts.watching = rules::Watching::on;
    facts.shown.kind = rules::ShownBaseline::Kind::hidden;
  }
  return facts;
}

// The facts of a substitute check with JudgedFile::own_check false: it goes on until somebody
// accepts the content or the good content is back.
FileFacts FileLook::facts_of(const rules::SubstituteCheck& alarm, const LookScene& scene) {
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

void FileLook::add(FileFacts facts, bool own_check, JudgedFiles& judged) {
  judged.bytes += static_cast<std::uint64_t>(facts.present.identity.size);
  rules::FileVerdict verdict = rules::judge(facts, judged.terms);
  judged.files.push_back({std::move(facts), std::move(verdict), own_check});
}

JudgedFiles FileLook::look(const LookScene& scene) {
  contents_.begin();
  JudgedFiles judged;
  judged.terms.drift = settings_.policy.drift;
  if (const auto why = why_no_substitutes(host_, scene.control_file)) {
    judged.no_substitutes = why->message;
  }
  judged.terms.can_substitute =
      judged.no_substitutes.empty() && rules::managed_path(scene.control_file.includes).has_value();
  judged.terms.scriptlets = settings_.policy.scriptlets;
  judged.terms.require_signature = settings_.policy.require_signature;
  judged.terms.incarnation = scene.status ? scene.status->incarnation : 0;
  trouble_.reset();
  for (const monitrc::Check& check : scene.control_file.checks) {
    if (rules::needs_rebaseline(check)) add(facts_of(check, scene), true, judged);
  }
  for (const rules::SubstituteCheck& alarm : scene.alarms) {
    const bool seen =
        std::any_of(judged.files.begin(), judged.files.end(),
                    [&](const JudgedFile& file) { return file.facts.alarm_name == alarm.name; });
    if (!seen) add(facts_of(alarm, scene), false, judged);
  }
  judged.trouble = trouble_;
  return judged;
}

}  // namespace pkgmap
