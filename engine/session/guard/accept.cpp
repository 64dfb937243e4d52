#include <algorithm>
#include <utility>

#include "engine/session/guard/file_recovery.hpp"
#include "engine/session/guard/file_recovery_context.hpp"
#include "engine/system/files/paths.hpp"

namespace pkgmap {
namespace {

using file_recovery::Context;
using rules::SubstituteCheck;

const HeldBaseline* baseline_of(const Context& context, const std::string& check) {
  for (const HeldBaseline& held : context.baselines) {
    if (monitrc::same_name(held.check, check)) return &held;
  }
  return nullptr;
}

const SubstituteCheck* substitute_at(const Context& context, const std::string& path) {
  for (const SubstituteCheck& substitute : context.substitutes) {
    if (substitute.path == path) return &substitute;
  }
  return nullptr;
}

// Nothing: the check compares no content, or not with a baseline.
std::optional<AcceptedFile> judge(const Context& context, std::size_t number, Host& host,
                                  SessionRecord& record) {
  const monitrc::Check& check = context.checks()[number];
  const HeldBaseline* held = baseline_of(context, check.name);
  if (!held) return std::nullopt;
  const auto content = host.examine(*held, context.database.get());
  AcceptedFile file{check.name, check.path};
  const bool differs = content && content->state != ContentState::as_held;
  const bool packaged = content && content->state == ContentState::as_packaged;
  file.drifted = (differs && !packaged) || substitute_at(context, check.path) != nullptr;
  const bool went = differs && file_recovery::switches_itself_off(check) &&
                    file_recovery::is_off(context, check.name);
  file.switched_on = went && file_recovery::saw_its_file(context, check, host);
  if (file.switched_on) file_recovery::add_check(context, check.name, host, record);
  return file;
}

// A name without a directory may be that of a check.
Error nothing_compares(const std::string& path, const Context& context) {
  const std::string name = base_name_of(path);
  std::string hint = "'monit-pkgmap verify' lists the files that checks compare";
  for (const monitrc::Check& check : context.checks()) {
    if (!monitrc::same_name(check.name, name) || check.path.empty()) continue;
    hint = "the path of the check '" + check.name + "' is " + check.path;
  }
  return Error{ErrorCode::usage, "no check compares the content of '" + path + "'", hint};
}

Done judge_path(const Context& context, const std::string& path, Host& host, SessionRecord& record,
                Acceptance& acceptance) {
  bool known = false;
  bool touched = false;
  for (std::size_t number = 0; number < context.checks().size(); ++number) {
    if (context.checks()[number].path != path) continue;
    const auto file = judge(context, number, host, record);
    if (!file) continue;
    known = true;
    if (!file->drifted && !file->switched_on) continue;
    touched = true;
    if (file->drifted) record.accepts.push_back(path);
    acceptance.files.push_back(*file);
  }
  // The check that it began with may be gone.
  const SubstituteCheck* substitute = substitute_at(context, path);
  if (!known && substitute) {
    record.accepts.push_back(path);
    acceptance.files.push_back({substitute->check, path, true, false});
    return done();
  }
  if (!known) return nothing_compares(path, context);
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
    const auto context = file_recovery::look(settings, *journal, host);
    if (!context) return context.error();
    SessionRecord record = file_recovery::new_session("accept", settings, *context, host);
    for (const std::string& path : paths) {
      if (auto judged = judge_path(*context, path, host, record, acceptance); !judged) {
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
