#include "engine/session/resume/resume.hpp"

#include <algorithm>

#include "cli/commands/commands.hpp"
#include "cli/modules.hpp"
#include "cli/place_input.hpp"
#include "cli/render/messages.hpp"
#include "engine/queries/sessions.hpp"
#include "engine/session/guard/guard.hpp"
#include "engine/session/guard/removed_program.hpp"
#include "engine/system/process/proc.hpp"

namespace pkgmap::cli {
namespace {

void say(const ResumeOutcome& outcome, const Screen& screen) {
  if (screen.json()) return;
  const std::vector<Message> messages = messages_of(outcome);
  for (const Message& message : messages) {
    const bool error = message.level == Message::Level::error;
    error ? screen.talk("error: " + message.text + "\n") : screen.data(message.text + "\n");
  }
  if (!messages.empty()) return;
  screen.data(outcome.left_to_hooks ? "other hooks are in the session, and the last one resumes\n"
                                    : "no check had to be resumed\n");
}

int worse(int status, int other) {
  if (status == 0 || other == 0) return std::max(status, other);
  return std::min(status, other);
}

int status_of(const ResumeOutcome& outcome) {
  if (!outcome.kept.empty()) return exit_status(ErrorCode::not_resumed);
  return outcome.results.drift.empty() ? 0 : exit_status(ErrorCode::drift);
}

Caller caller_of(const Options& options) {
  return options.hook ? Caller::hook : Caller::person;
}

ResumeRequest request_of(const Options& options, const std::string& session) {
  return {session, caller_of(options), options.manager,
          CheckNames(options.except.begin(), options.except.end())};
}

// Refuses a name that no session has: after a typing mistake the command would monitor a check that
// the caller wanted to stay off.
std::optional<Error> unknown_exception(const Options& options) {
  const auto found = view_sessions(options.settings);
  if (!found) return found.error();
  for (const std::string& name : options.except) {
    bool known = false;
    for (const auto* list : {&found->sessions, &found->kept}) {
      for (const SessionView& view : *list) known = known || view.record.find(name) != nullptr;
    }
    if (!known) {
      return Error{ErrorCode::usage, "no session has suspended '" + name + "'",
                   "'monit-pkgmap status' lists what is suspended"};
    }
  }
  return std::nullopt;
}

int resume_one(const Options& options, const std::string& session, const Screen& screen) {
  const auto outcome = resume(options.settings, request_of(options, session));
  if (!outcome) {
    const Error& error = outcome.error();
    return screen.fail(error, error_json(error).set("messages", messages_json(messages_of(error))));
  }
  say(*outcome, screen);
  if (screen.json()) screen.object(resume_json(*outcome));
  return status_of(*outcome);
}

Error no_session_but(const RunningGuard& guard) {
  Error lost = lost_guard_error(guard);
  lost.message += "; the session may be that of another package manager";
  return lost;
}

// Resumes what hooks suspended for the process of --pid. The guard may have resumed it before, so a
// process without a session is no error, unless a guard runs whose session is not on disk. A guard
// that goes on writes the session again while lost_guards() waits.
int resume_of_manager(const Options& options, const Screen& screen) {
  auto session = session_of_manager(options.settings, options.manager_pid);
  std::vector<RunningGuard> lost;
  if (session && !*session) {
    lost = lost_guards(options.settings, this_host());
    session = session_of_manager(options.settings, options.manager_pid);
  }
  if (!session) return screen.fail(session.error());
  if (*session) return resume_one(options, **session, screen);
  if (!lost.empty()) {
    const Error error = no_session_but(lost.front());
    return screen.fail(error, error_json(error).set("messages", messages_json(messages_of(error))));
  }
  screen.json() ? screen.object(resume_json({})) : screen.data("nothing to resume\n");
  return 0;
}

// Without --session and --pid: resumes all sessions, the oldest first. With --json prints a list.
int resume_all(const Options& options, const Screen& screen) {
  const auto ids = resumable_sessions(options.settings);
  if (!ids) return screen.fail(ids.error());
  int status = 0;
  Json sessions = Json::array();
  for (const std::string& id : *ids) {
    const auto outcome = resume(options.settings, request_of(options, id));
    // The others are resumed even if one fails.
    if (!outcome) {
      if (screen.json()) sessions.push(error_json(outcome.error()));
      const int failed =
          screen.json() ? exit_status(outcome.error().code) : screen.fail(outcome.error());
      status = worse(status, failed);
      continue;
    }
    say(*outcome, screen);
    sessions.push(resume_json(*outcome));
    status = worse(status, status_of(*outcome));
  }
  if (screen.json()) {
    screen.object(Json::object().set("schema", 1).set("sessions", std::move(sessions)));
  } else if (ids->empty()) {
    screen.data("no session to resume\n");
  }
  return status;
}

}  // namespace

int run_resume(const Options& options, const Screen& screen) {
  if (!options.settings.live()) {
    return screen.fail(tied_to_this_host(options.settings, "resume acts on the running monit"));
  }
  if (!options.except.empty()) {
    if (const auto error = unknown_exception(options)) return screen.fail(*error);
  }
  if (options.manager_pid != 0) return resume_of_manager(options, screen);
  if (options.session.empty()) return resume_all(options, screen);
  return resume_one(options, options.session, screen);
}

int run_guard_command(const Options& options, const Screen& screen) {
  load_modules();
  if (options.probe) return notify_probe_ready(options.ready_fd) ? 0 : 1;
  const auto over = run_guard(options.settings, options.session, options.ready_fd);
  if (program_is_removed()) remove_state_directory(options.settings.state_directory);
  return over ? 0 : screen.fail(over.error());
}

}  // namespace pkgmap::cli
