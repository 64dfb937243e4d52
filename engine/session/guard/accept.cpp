#include <algorithm>
#include <utility>

#include "engine/session/guard/heal.hpp"
#include "engine/session/guard/heal_scene.hpp"
#include "engine/system/files/paths.hpp"

namespace pkgmap {
namespace {

using healing::Scene;
using rules::CarriedDrift;

const HeldBaseline* baseline_of(const Scene& scene, const std::string& check) {
  for (const HeldBaseline& held : scene.baselines) {
    if (monitrc::same_name(held.check, check)) return &held;
  }
  return nullptr;
}

const CarriedDrift* alarm_at(const Scene& scene, const std::string& path) {
  for (const CarriedDrift& alarm : scene.carried) {
    if (alarm.path == path) return &alarm;
  }
  return nullptr;
}

// Nothing: the check compares no content, or not with a baseline.
std::optional<AcceptedFile> judge(const Scene& scene, std::size_t number, Host& host,
                                  SessionRecord& record) {
  const monitrc::Check& check = scene.checks()[number];
  const HeldBaseline* held = baseline_of(scene, check.name);
  if (!held) return std::nullopt;
  const auto content = host.examine(*held, scene.database.get());
  AcceptedFile file{check.name, check.path};
  const bool differs = content && content->state != ContentState::as_held;
  const bool packaged = content && content->state == ContentState::as_packaged;
  file.drifted = (differs && !packaged) || alarm_at(scene, check.path) != nullptr;
  const bool went =
      differs && healing::switches_itself_off(check) && healing::is_off(scene, check.name);
  file.switched_on = went && healing::saw_its_file(scene, check, host);
  if (file.switched_on) healing::add_check(scene, check.name, host, record);
  return file;
}

// A name without a directory may be that of a check.
Error nothing_compares(const std::string& path, const Scene& scene) {
  const std::string name = base_name_of(path);
  std::string hint = "'monit-pkgmap verify' lists the files that checks compare";
  for (const monitrc::Check& check : scene.checks()) {
    if (!monitrc::same_name(check.name, name) || check.path.empty()) continue;
    hint = "the path of the check '" + check.name + "' is " + check.path;
  }
  return Error{ErrorCode::usage, "no check compares the content of '" + path + "'", hint};
}

Done judge_path(const Scene& scene, const std::string& path, Host& host, SessionRecord& record,
                Acceptance& acceptance) {
  bool known = false;
  bool touched = false;
  for (std::size_t number = 0; number < scene.checks().size(); ++number) {
    if (scene.checks()[number].path != path) continue;
    const auto file = judge(scene, number, host, record);
    if (!file) continue;
    known = true;
    if (!file->drifted && !file->switched_on) continue;
    touched = true;
    if (file->drifted) record.accepts.push_back(path);
    acceptance.files.push_back(*file);
  }
  // The check that it began with may be gone.
  const CarriedDrift* alarm = alarm_at(scene, path);
  if (!known && alarm) {
    record.accepts.push_back(path);
    acceptance.files.push_back({alarm->check, path, true, false});
    return done();
  }
  if (!known) return nothing_compares(path, scene);
  if (!touched) acceptance.untouched.push_back(path);
  return done();
}

}  // namespace

Result<Acceptance> accept(const Settings& settings, const std::vector<std::string>& paths,
                          Host& host) {
  auto journal = host.open_journal(settings);
  if (!journal) return journal.error();
  Acceptance acceptance;
  std::string session;
  {
    const auto locked = lock(host, *journal);
    if (!locked) return locked.error();
    const auto scene = healing::look(settings, *journal, host);
    if (!scene) return scene.error();
    SessionRecord record = healing::new_session("accept", settings, *scene, host);
    for (const std::string& path : paths) {
      if (auto judged = judge_path(*scene, path, host, record, acceptance); !judged) {
        return judged.error();
      }
    }
    if (acceptance.files.empty()) return acceptance;
    if (auto saved = journal->save(record); !saved) return saved.error();
    session = record.id;
  }
  auto outcome = resume(settings, {session, Caller::person, {}, {}}, host);
  if (!outcome) return outcome.error();
  acceptance.outcome = std::move(*outcome);
  return acceptance;
}

}  // namespace pkgmap
