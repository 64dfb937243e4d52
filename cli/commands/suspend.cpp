#include "engine/session/suspend.hpp"

#include <unistd.h>

#include <cstdlib>
#include <string_view>

#include "cli/commands/commands.hpp"
#include "cli/render/messages.hpp"
#include "cli/transaction_input.hpp"

namespace pkgmap::cli {
namespace {

constexpr const char* kDisabledFile = "/etc/monit-pkgmap/disabled";

bool switched_off() {
  const char* wish = std::getenv("MONIT_PKGMAP");
  return (wish && std::string_view(wish) == "off") || ::access(kDisabledFile, F_OK) == 0;
}

void say(const SuspendOutcome& outcome, const Screen& screen) {
  if (screen.json()) {
    screen.object(suspend_json(outcome));
    return;
  }
  for (const std::string& note : outcome.notes) screen.note(note);
  for (const Message& message : messages_of(outcome)) {
    const bool error = message.level == Message::Level::error;
    error ? screen.talk("error: " + message.text + "\n") : screen.data(message.text + "\n");
  }
  if (!outcome.session) screen.detail("nothing to suspend");
}

// With a policy that wants it the package manager is told not to begin.
int refuse(const Error& error, rules::OnError policy, const Screen& screen) {
  return screen.fail(error, error_json(error)
                                .set("messages", messages_json(messages_of(error)))
                                .set("refused", policy == rules::OnError::abort));
}

int refuse(const Error& error, const Screen& screen) {
  return refuse(error, rules::OnError::go_on, screen);
}

}  // namespace

int run_suspend(const Options& options, const Screen& screen) {
  if (switched_off()) {
    screen.detail("switched off by MONIT_PKGMAP or " + std::string(kDisabledFile));
    if (screen.json()) screen.object(suspend_json({}));
    return 0;
  }
  if (!options.settings.live()) {
    return refuse({ErrorCode::usage, "suspend acts on the running monit: it takes no --root",
                   "'monit-pkgmap explain' answers for another root"},
                  screen);
  }
  const auto transaction = transaction_asked_for(options, 0);
  if (!transaction) return refuse(transaction.error(), screen);
  const auto outcome = suspend(options.settings, *transaction);
  if (!outcome) return refuse(outcome.error(), options.settings.policy.on_error, screen);
  say(*outcome, screen);
  return status_of(*outcome);
}

}  // namespace pkgmap::cli
