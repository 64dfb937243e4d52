#include "engine/session/suspend.hpp"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string_view>

#include "cli/commands/commands.hpp"
#include "cli/render/messages.hpp"

namespace pkgmap::cli {
namespace {

// A distribution upgrade of 10,000 packages has about 3 MB.
constexpr std::size_t kMaxTransaction = 64U << 20U;
constexpr const char* kDisabledFile = "/etc/monit-pkgmap/disabled";

bool switched_off() {
  const char* wish = std::getenv("MONIT_PKGMAP");
  return (wish && std::string_view(wish) == "off") || ::access(kDisabledFile, F_OK) == 0;
}

Result<std::string> read_all(std::istream& stream, const std::string& name) {
  std::string text;
  std::string block(1U << 16U, '\0');
  while (stream.read(block.data(), static_cast<std::streamsize>(block.size())) ||
         stream.gcount() > 0) {
    text.append(block, 0, static_cast<std::size_t>(stream.gcount()));
    if (text.size() > kMaxTransaction) {
      return Error{ErrorCode::usage, "the transaction in " + name + " is too long"};
    }
  }
  return text;
}

Result<std::string> transaction_text(const std::string& file) {
  if (file == "-") return read_all(std::cin, "standard input");
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return Error{ErrorCode::usage, "cannot read the transaction in " + file};
  return read_all(stream, file);
}

Result<Transaction> read_transaction(const std::string& file) {
  const auto text = transaction_text(file);
  if (!text) return text.error();
  std::string problem;
  auto transaction = parse_transaction(*text, problem);
  if (!transaction) {
    return Error{ErrorCode::usage, "the transaction cannot be understood: " + problem,
                 "docs/formats.md describes it"};
  }
  return std::move(*transaction);
}

void say(const SuspendOutcome& outcome, const Screen& screen) {
  if (screen.json()) {
    screen.object(suspend_json(outcome));
    return;
  }
  for (const std::string& note : outcome.notes) screen.talk("note: " + note + "\n");
  for (const Message& message : messages_of(outcome)) {
    const bool error = message.level == Message::Level::error;
    error ? screen.talk("error: " + message.text + "\n") : screen.data(message.text + "\n");
  }
  if (!outcome.session) screen.detail("nothing to suspend");
}

}  // namespace

int run_suspend(const Options& options, const Screen& screen) {
  if (switched_off()) {
    screen.detail("switched off by MONIT_PKGMAP or " + std::string(kDisabledFile));
    if (screen.json()) screen.object(suspend_json({}));
    return 0;
  }
  const auto transaction = read_transaction(options.transaction);
  if (!transaction) return screen.fail(transaction.error());
  if (!options.settings.live()) {
    return screen.fail({ErrorCode::usage, "suspend acts on the running monit: it takes no --root",
                        "'monit-pkgmap explain' answers for another root"});
  }
  const auto outcome = suspend(options.settings, *transaction);
  if (!outcome) {
    const Error& error = outcome.error();
    return screen.fail(error, error_json(error).set("messages", messages_json(messages_of(error))));
  }
  say(*outcome, screen);
  if (outcome->trouble) return exit_status(outcome->trouble->code);
  return outcome->not_suspended.empty() ? 0 : exit_status(ErrorCode::failed);
}

}  // namespace pkgmap::cli
