#include <algorithm>
#include <utility>

#include "engine/session/guard/file_recovery.hpp"
#include "engine/session/guard/file_recovery_context.hpp"
#include "engine/session/guard/leftovers.hpp"
#include "engine/system/files/paths.hpp"

namespace pkgmap {
namespace {

using file_recovery::Context;

// Whether the content is not the good one, reported or not.
bool is_adrift(const JudgedFile& file) {
  return file.verdict.standing >= rules::Standing::noted;
}

AcceptedFile acceptance_of(const Context& context, const JudgedFile& judged, Host& host,
                           SessionRecord& record) {
  AcceptedFile file{judged.facts.check, judged.facts.path};
  file.drifted = is_adrift(judged);
  const bool other = file.drifted || judged.verdict.new_baseline;
  const bool went_off = judged.facts.watching == rules::Watching::went_off;
  file.switched_on = other && went_off && file_recovery::is_off(context, judged.facts.check);
  if (!file.switched_on) return file;
  file_recovery::add_check(context, judged.facts.check, host, record);
  file.dependents = file_recovery::taken_along(context, judged.facts.check);
  for (const std::string& name : file.dependents) {
    file_recovery::add_check(context, name, host, record);
  }
  return file;
}

// If `path` has no directory, a person may mean the name of a check.
Error nothing_compares(const std::string& path, const Context& context) {
  const std::string name = base_name_of(path);
  std::string hint = "'monit-pkgmap verify' lists the files that checks compare";
  for (const monitrc::Check& check : context.checks()) {
    if (!same_name(check.name, name) || check.path.empty()) continue;
    hint = "the path of the check '" + check.name + "' is " + check.path;
  }
  return Error{ErrorCode::usage, "no check compares the content of '" + path + "'", hint};
}

Done judge_path(const Context& context, const std::string& path, Host& host, SessionRecord& record,
                Acceptance& acceptance) {
  bool known = false;
  bool touched = false;
  for (const JudgedFile& judged : context.files.files) {
    if (judged.facts.path != path) continue;
    known = true;
    const AcceptedFile file = acceptance_of(context, judged, host, record);
    if (!file.drifted && !file.switched_on) continue;
    touched = true;
    if (file.drifted) record.accepts.push_back(path);
    acceptance.files.push_back(file);
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
  FileLook reading(host, settings);
  if (const auto parsed = host.read_control_file(settings)) {
    // Without the records every file is read, which only takes longer.
    const auto records = host.contents(settings);
    reading.read_ahead(parsed->control_file, records && *records ? **records : ContentRecords{});
  }
  {
    auto turn = Turn::take(host, *journal);
    if (!turn) return turn.error();
    const auto context = file_recovery::look(settings, *journal, *turn, reading, host);
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
  auto outcome = resume(settings, {session, Caller::person}, host);
  if (!outcome) return outcome.error();
  acceptance.outcome = std::move(*outcome);
  // Leftover checks may have waited for this acceptance.
  for (ResumedCheck& check : retry_leftovers(settings, host)) {
    acceptance.outcome->results.resumed.push_back(std::move(check));
  }
  return acceptance;
}

}  // namespace pkgmap
