#include <unistd.h>

#include "cli/commands/commands.hpp"
#include "cli/monits/run_all.hpp"
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

// Returns false if the command must not run.
bool may_begin(const Options& options, const Result<SuspendOutcome>& outcome,
               const Screen& screen) {
  if (outcome) {
    say(messages_of(*outcome), screen);
    const bool nothing = !outcome->session && outcome->not_suspended.empty() && !outcome->trouble;
    if (nothing) screen.talk("monit-pkgmap: " + std::string(kNothingToSuspend) + "\n");
    if (outcome->refused)
      screen.talk("error: command not run: checks cannot be suspended (policy: on_error: abort)\n");
    return !outcome->refused;
  }
  say(messages_of(outcome.error()), screen);
  return options.settings.policy.on_error != rules::OnError::abort;
}

// For an error in what the caller said: the packages of the transaction are not known.
int refuse_to_run(const Error& error, const Screen& screen) {
  const int status = screen.fail(error);
  screen.talk("the command was not run\n");
  return status;
}

// What one monit could not suspend ends the command, so the others go on as before.
void call_off(const Options& options, const Result<SuspendOutcome>& suspended,
              RunElsewhere& elsewhere, const Screen& screen) {
  if (suspended && !suspended->refused) {
    screen.talk(
        "error: command not run: checks of another monit cannot be suspended (policy: on_error: "
        "abort)\n");
  }
  elsewhere.begin_resuming();
  if (suspended && suspended->session && !suspended->refused) {
    static_cast<void>(resume(options.settings, {*suspended->session, Caller::person}));
  }
  elsewhere.await_resumed(screen);
}

}  // namespace

int run_run(const Options& given, const Screen& screen) {
  if (!given.settings.live()) {
    return screen.fail(
        {ErrorCode::usage, "run acts on the running monit, so it cannot be combined with --root"});
  }
  Options options = given;
  RunElsewhere elsewhere(options);
  auto transaction = transaction_asked_for(options, ::getpid());
  if (!transaction) return refuse_to_run(transaction.error(), screen);
  transaction->series = true;  // The command may make several transactions, far apart.
  elsewhere.begin_suspending(*transaction, ::getpid());
  const auto suspended = suspend(options.settings, *transaction);
  const bool may_run = may_begin(options, suspended, screen);
  const bool may_run_elsewhere = elsewhere.await_suspended(screen);
  if (!may_run || !may_run_elsewhere) {
    call_off(options, suspended, elsewhere, screen);
    return exit_status(ErrorCode::failed);
  }
  this_host().rest();  // Somebody may stop the command with Ctrl-Z, for hours.
  const auto end = run_in_foreground(options.words);
  if (end && !end->never_began.empty()) {
    screen.talk("monit-pkgmap: error: cannot run " + options.words.front() + ": " +
                end->never_began + "\n");
  }
  elsewhere.begin_resuming();
  if (suspended && suspended->session) {
    const auto resumed = resume(options.settings, {*suspended->session, Caller::person});
    say(resumed ? messages_of(*resumed) : messages_of(resumed.error()), screen);
  }
  elsewhere.await_resumed(screen);
  return end ? end->status : screen.fail(end.error());
}

}  // namespace pkgmap::cli
