#include "cli/render/recovery.hpp"

#include <algorithm>

#include "cli/render/bypassed.hpp"
#include "cli/render/messages.hpp"
#include "cli/render/words.hpp"
#include "cli/screen.hpp"
#include "engine/facts/what_parses.hpp"
#include "engine/session/guard/file_recovery.hpp"

namespace pkgmap::cli {
namespace {

int smaller(int status, int other) {
  if (status == 0 || other == 0) return std::max(status, other);
  return std::min(status, other);
}

int status_of_one(const Recovered& one) {
  if (!one.outcome) return exit_status(one.outcome.error().code);
  if (!one.outcome->kept.empty()) return exit_status(ErrorCode::not_resumed);
  return one.outcome->results.drift.empty() ? 0 : exit_status(ErrorCode::drift);
}

std::string what_came_back(const Recovered& one) {
  if (!one.outcome) return "no check was resumed";
  const ResumeOutcome& outcome = *one.outcome;
  if (outcome.started_monit) return "started monit";
  const auto resumed = names_of(outcome.results.resumed);
  std::string text = "resumed " + counted(resumed.size(), "check");
  if (!resumed.empty()) text += " (" + listed(resumed, 4) + ")";
  if (!outcome.results.baselines.empty())
    text += ", " + counted(outcome.results.baselines.size(), "new baseline");
  return text;
}

// "/a and /b are recovered: the substitute checks have ended"
std::string ended_text(const std::vector<std::string>& paths) {
  return listed(paths, 3) + (paths.size() == 1
                                 ? " is recovered: the substitute check has ended"
                                 : " are recovered: the substitute checks have ended");
}

// Returns an empty text if the session began no substitute check.
std::string begun_text(const ResumeOutcome& outcome) {
  std::vector<std::string> paths;
  for (const Drift& drift : outcome.results.drift) {
    if (!drift.substitute.empty()) paths.push_back(drift.path);
  }
  return paths.empty() ? "" : "the alarm about " + listed(paths, 3) + " is kept alive";
}

// For a session that begins or ends substitute checks; no process has died.
std::string what_became_of_alarms(const Recovered& one) {
  // The failure may have come before or after the reload.
  if (!one.outcome) return "monit may not have the right alarms about drifted files";
  const ResumeOutcome& outcome = *one.outcome;
  const auto ended = paths_of(outcome.results.substitutes_ended);
  std::string text = ended.empty() ? "" : ended_text(ended);
  if (!outcome.not_reloaded.empty()) {
    text = "monit was not reloaded, so no alarm about a drifted file began or ended: " +
           outcome.not_reloaded;
  } else if (const std::string begun = begun_text(outcome); !begun.empty()) {
    text += (text.empty() ? "" : "; ") + begun;
  }
  if (text.empty()) text = "no alarm about a drifted file began or ended";
  if (!outcome.results.resumed.empty()) text += "; " + what_came_back(one);
  return text;
}

std::string line_of(const Recovered& one) {
  if (one.lost) return "session " + one.record.id + " is not on disk: no check was resumed";
  if (one.record.manager == kUnreadable) return "a session cannot be read: no check was resumed";
  if (one.record.manager == kFileRecovery) return what_became_of_alarms(one);
  return manager_text(one.record) + " is gone: " + what_came_back(one);
}

}  // namespace

std::string manager_text(const SessionRecord& record) {
  const std::string manager = record.manager.empty() ? "somebody" : record.manager;
  return record.pid == 0 ? manager : manager + " (pid " + std::to_string(record.pid) + ")";
}

std::string recovery_text(const std::vector<Recovered>& recovered) {
  if (recovered.empty()) return "no dead session to recover\n";
  std::string text;
  for (const Recovered& one : recovered) {
    text += wrapped_text(line_of(one)) + "\n";
  }
  return text;
}

std::string recovery_troubles(const std::vector<Recovered>& recovered) {
  std::string text;
  for (const Recovered& one : recovered) {
    if (!one.outcome) {
      text += error_text(one.outcome.error());
      continue;
    }
    for (const Message& message : messages_of(*one.outcome)) {
      if (message.level == Message::Level::error) text += "error: " + message.text + "\n";
    }
  }
  return text;
}

Json recovery_json(const std::vector<Recovered>& recovered) {
  Json sessions = Json::array();
  for (const Recovered& one : recovered) {
    Json session = one.outcome ? resume_json(*one.outcome) : error_json(one.outcome.error());
    sessions.push(session.set("session", one.record.id)
                      .set_bytes("manager", one.record.manager)
                      .set("pid", one.record.pid));
  }
  return Json::object().set("schema", 1).set("sessions", std::move(sessions));
}

int status_of(const std::vector<Recovered>& recovered) {
  int status = 0;
  for (const Recovered& one : recovered) status = smaller(status, status_of_one(one));
  return status;
}

std::string lost_guard_text(const RunningGuard& guard) {
  const Error error = lost_guard_error(guard);
  return error.message + "; " + error.hint;
}

Json lost_guards_json(const std::vector<RunningGuard>& guards) {
  Json list = Json::array();
  for (const RunningGuard& guard : guards) {
    list.push(Json::object().set("pid", guard.pid).set("session", guard.session));
  }
  return list;
}

std::string stale_text(const Stale& stale, bool hooks_off) {
  std::vector<std::string> parts;
  if (!stale.handed_over.empty()) {
    parts.push_back(counted(stale.handed_over.size(), "dead session") + " left checks suspended; " +
                    (stale.handed_over.size() == 1 ? "a new guard looks" : "new guards look") +
                    " after them");
  }
  for (const Overdue& one : stale.overdue) {
    parts.push_back(listed(one.checks, 4) + (one.checks.size() == 1 ? " is" : " are") +
                    " still suspended by session " + one.session + ": " + one.reason);
  }
  for (const RunningGuard& guard : stale.lost) parts.push_back(lost_guard_text(guard));
  if (!stale.kept.empty()) {
    parts.push_back(listed(stale.kept, 4) + (stale.kept.size() == 1 ? " stays" : " stay") +
                    " suspended; see 'monit-pkgmap status'");
  }
  if (!stale.drifted.empty()) {
    parts.push_back(listed(stale.drifted, 3) + (stale.drifted.size() == 1 ? " has" : " have") +
                    " drifted; see 'monit-pkgmap verify'");
  }
  for (const Error& error : stale.damaged) parts.push_back(error.message);
  if (stale.mistake) parts.push_back(in_one_line(*stale.mistake));
  if (!stale.bypassed.none()) parts.push_back(bypassed_clause(stale.bypassed, hooks_off));
  if (parts.empty()) return "no check is left suspended\n";
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "; ") + part;
  return text + "\n";
}

Json stale_json(const Stale& stale) {
  std::vector<std::string> damaged;
  for (const Error& error : stale.damaged) damaged.push_back(error.message);
  Json overdue = Json::array();
  for (const Overdue& one : stale.overdue) {
    overdue.push(Json::object()
                     .set("session", one.session)
                     .set("checks", Json::array_of(one.checks))
                     .set("reason", one.reason));
  }
  return Json::object()
      .set("schema", 1)
      .set("handed_over", Json::array_of(stale.handed_over))
      .set("overdue", std::move(overdue))
      .set("lost_guards", lost_guards_json(stale.lost))
      .set("kept", Json::array_of(stale.kept))
      .set("adrift", Json::array_of(stale.drifted))
      .set("bypassed", bypassed_json(stale.bypassed))
      .set("mistake", stale.mistake ? Json(stale.mistake->message) : Json())
      .set("damaged", Json::array_of(damaged));
}

int status_of(const Stale& stale, bool hooks_off) {
  const bool failed = !stale.handed_over.empty() || !stale.damaged.empty() ||
                      !stale.overdue.empty() || !stale.lost.empty();
  if (failed) return exit_status(ErrorCode::failed);
  if (stale.mistake) return exit_status(ErrorCode::control_file);
  if (!stale.kept.empty()) return exit_status(ErrorCode::not_resumed);
  if (!stale.drifted.empty()) return exit_status(ErrorCode::drift);
  return stale.bypassed.none() || hooks_off ? 0 : exit_status(ErrorCode::bypassed);
}

}  // namespace pkgmap::cli
