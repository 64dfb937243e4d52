#include "engine/session/suspend/suspend.hpp"

#include <utility>

#include "cli/commands/commands.hpp"
#include "cli/place_input.hpp"
#include "cli/render/messages.hpp"
#include "cli/switched_off.hpp"
#include "cli/transaction_input.hpp"
#include "engine/facts/policy_files.hpp"
#include "engine/system/log.hpp"

namespace pkgmap::cli {
namespace {

void say(const SuspendOutcome& outcome, const Screen& screen) {
  if (screen.json()) {
    Json json = suspend_json(outcome);
    // Tells the hook to end the transaction.
    if (outcome.refused) json.set("abort", true);
    screen.object(json);
    return;
  }
  for (const std::string& note : outcome.notes) screen.note(note);
  for (const Message& message : messages_of(outcome)) {
    if (!outcome.absent.empty()) return screen.note(message.text);
    const bool error = message.level == Message::Level::error;
    error ? screen.talk("error: " + message.text + "\n") : screen.data(message.text + "\n");
  }
  const bool nothing = !outcome.session && outcome.not_suspended.empty() && !outcome.trouble &&
                       outcome.absent.empty();
  if (nothing) screen.data(std::string(kNothingToSuspend) + "\n");
}

// A person reads the error; a package manager may show nobody what its hooks say, as PackageKit.
void tell_the_host(const Error& error, const Options& options, bool aborts) {
  if (options.transaction.empty()) return;
  const char* const end = aborts ? "; the policy ends the transaction (on_error: abort)" : "";
  log({LogEntry::Level::error, "suspending failed: " + error.message + end, {}});
}

int refuse(const Error& refusal, const Options& options, const Screen& screen,
           rules::OnError on_error = rules::OnError::go_on) {
  const Error error = hinted(refusal);
  const bool aborts = on_error == rules::OnError::abort;
  tell_the_host(error, options, aborts);
  Json json = error_json(error).set("messages", messages_json(messages_of(error)));
  if (aborts) json.set("abort", true);
  return screen.fail(error, std::move(json));
}

}  // namespace

int run_suspend(const Options& options, const Screen& screen) {
  if (switched_off()) {
    if (screen.json()) {
      screen.object(suspend_json({}));
    } else {
      screen.note("nothing is suspended: MONIT_PKGMAP=off or " + std::string(kDisabledFile) +
                  " switches it off");
    }
    return 0;
  }
  if (!options.settings.live()) {
    return refuse(tied_to_this_host(options.settings, "suspend acts on the running monit",
                                    "'monit-pkgmap explain' answers for another root"),
                  options, screen);
  }
  PolicyFiles files = load_policy(options.settings);
  // `on_error` counts even if the policy has mistakes elsewhere.
  const rules::OnError on_error = files.policy.on_error;
  auto settings = with_policy(options.settings, std::move(files));
  if (!settings) return refuse(settings.error(), options, screen, on_error);
  auto transaction = transaction_asked_for(options, options.manager_pid);
  if (!transaction) return refuse(transaction.error(), options, screen);
  // A child of `run`, whose command may make several transactions.
  if (options.manager_pid != 0) transaction->series = true;
  const auto outcome = suspend(*settings, *transaction);
  if (!outcome) return refuse(outcome.error(), options, screen, on_error);
  say(*outcome, screen);
  return status_of(*outcome);
}

}  // namespace pkgmap::cli
