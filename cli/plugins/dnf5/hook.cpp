#include "cli/plugins/dnf5/hook.hpp"

#include <unistd.h>

#include "cli/plugins/dnf5/members.hpp"

namespace pkgmap::dnf5 {
namespace {

// Writes to standard error, which is that of dnf 5. On a terminal the cursor may be behind an
// unfinished progress bar: the text deletes the bar, and dnf 5 draws it again below.
std::size_t show(const std::vector<hook::Message>& messages, std::size_t room) {
  const auto lines = hook::lines_of(messages, room);
  std::string text = !lines.empty() && ::isatty(STDERR_FILENO) == 1 ? "\r\x1b[K" : "";
  for (const std::string& line : lines) text += line + "\n";
  // An error of standard error cannot be reported.
  static_cast<void>(::write(STDERR_FILENO, text.data(), text.size()));
  return room - lines.size();
}

}  // namespace

void Hook::complain(const std::string& problem) {
  show({{hook::Level::error, "nothing is suspended: " + problem}}, 1);
}

void Hook::complain_that_it_goes_on() {
  show({{hook::Level::error,
         "the transaction goes on: 'on_error: abort' needs dnf 5.2.11 or later"}},
       1);
}

std::size_t Hook::resume(const std::string& session, std::size_t lines) const {
  return show(program_.resume(session, kManager).messages, lines);
}

bool Hook::before(const Json& transaction,
                  const std::function<bool(const hook::Handover&)>& hand_over) const {
  if (transaction["items"].items().empty()) {
    hand_over({});
    return false;
  }
  const hook::Answer answer = program_.suspend(transaction.dump(-1));
  std::size_t lines = show(answer.messages, hook::kMostLines - 1) + 1;
  if (!answer.abort && hand_over({answer.session, lines})) return false;
  if (!answer.session.empty()) lines = resume(answer.session, lines);
  if (answer.abort) hand_over({{}, lines});
  return answer.abort;
}

void Hook::after(const hook::Handover& handed) const {
  if (!handed.session.empty()) resume(handed.session, handed.lines);
}

}  // namespace pkgmap::dnf5
