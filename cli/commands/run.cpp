#include <unistd.h>

#include "cli/commands/commands.hpp"
#include "cli/modules.hpp"
#include "cli/monits/run_all.hpp"
#include "cli/place_input.hpp"
#include "cli/render/messages.hpp"
#include "cli/transaction_input.hpp"
#include "engine/session/host/host.hpp"
#include "engine/session/resume/resume.hpp"
#include "engine/session/suspend/suspend.hpp"
#include "engine/system/process/foreground.hpp"

namespace pkgmap::cli {
namespace {

// On standard error, since standard output belongs to the command.
void say(const std::vector<Message>& messages, const Screen& screen) {
  for (const Message& message : messages) {
    const bool error = message.level == Message::Level::error;
    screen.talk("monit-pkgmap: " + std::string(error ? "error: " : "") + message.text + "\n");
  }
}

void say(const Result<SuspendOutcome>& outcome, const Screen& screen) {
  say(outcome ? messages_of(*outcome) : messages_of(outcome.error()), screen);
  if (!outcome || !outcome->refused) return;
  for (const std::string& note : outcome->notes) screen.note(note);
}

void say(const Result<ResumeOutcome>& outcome, const Screen& screen) {
  say(outcome ? messages_of(*outcome) : messages_of(outcome.error()), screen);
}

bool may_begin(const Options& options, const Result<SuspendOutcome>& outcome) {
  if (outcome) return !outcome->refused;
  return options.settings.policy.on_error != rules::OnError::abort;
}

bool did_nothing(const Result<SuspendOutcome>& outcome) {
  return outcome && !outcome->session && outcome->not_suspended.empty() && !outcome->trouble &&
         outcome->absent.empty();
}

// For an error in what the caller said: the packages of the transaction are not known.
int refuse_to_run(const Error& error, const Screen& screen) {
  const int status = screen.fail(error);
  screen.talk("the command was not run\n");
  return status;
}

void resume_here(const Options& options, const Result<SuspendOutcome>& suspended,
                 const Screen& screen) {
  if (!suspended || !suspended->session) return;
  say(resume(options.settings, {*suspended->session, Caller::person}), screen);
}

// What one monit could not suspend ends the command, so the others go on as before.
void call_off(const Options& options, const Result<SuspendOutcome>& suspended,
              RunElsewhere& elsewhere, const Screen& screen) {
  const bool is_another = may_begin(options, suspended);
  screen.talk("error: command not run: checks " +
              std::string(is_another ? "of another monit " : "") +
              "cannot be suspended (policy: on_error: abort)\n");
  elsewhere.begin_resuming();
  // A suspend that refuses has called off its own session.
  if (is_another) resume_here(options, suspended, screen);
  elsewhere.await_resumed(screen);
}

}  // namespace

int run_run(const Options& given, const Screen& screen) {
  if (!given.settings.live()) {
    return screen.fail(tied_to_this_host(given.settings, "run acts on the running monit"));
  }
  Options options = given;
  RunElsewhere elsewhere(options);
  auto transaction = transaction_asked_for(options, ::getpid());
  if (!transaction) return refuse_to_run(transaction.error(), screen);
  transaction->series = true;  // The command may make several transactions, far apart.
  elsewhere.begin_suspending(*transaction, ::getpid());
  const auto suspended = suspend(options.settings, *transaction);
  say(suspended, screen);
  const bool may_run_elsewhere = elsewhere.await_suspended(screen);
  if (did_nothing(suspended) && elsewhere.did_nothing()) {
    screen.talk("monit-pkgmap: " + std::string(kNothingToSuspend) + "\n");
  }
  if (!may_begin(options, suspended) || !may_run_elsewhere) {
    call_off(options, suspended, elsewhere, screen);
    return exit_status(ErrorCode::failed);
  }
  load_modules();
  screen.stop_progress();
  this_host().rest();  // Somebody may stop the command with Ctrl-Z, for hours.
  const auto end = run_in_foreground(options.words);
  if (end && !end->never_began.empty()) {
    screen.talk("monit-pkgmap: error: cannot run " + options.words.front() + ": " +
                end->never_began + "\n");
  }
  elsewhere.begin_resuming();
  resume_here(options, suspended, screen);
  elsewhere.await_resumed(screen);
  return end ? end->status : screen.fail(end.error());
}

}  // namespace pkgmap::cli
