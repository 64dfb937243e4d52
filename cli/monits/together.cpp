#include "cli/monits/together.hpp"

#include <utility>
#include <vector>

#include "cli/monits/merge.hpp"

namespace pkgmap::cli {

namespace {

// If the command throws, main() prints the error after `first` and `children` have gone.
int run_completed(const Options& options, Screen& screen, const Command& command) {
  try {
    return command(options, screen);
  } catch (...) {
    screen.complete_by({});
    throw;
  }
}

}  // namespace

int answer_together(const Options& options, const std::string& first, Children& children,
                    Screen& screen, const Command& command) {
  screen.complete_by(
      [&](Json json) { return with_other_monits(std::move(json), first, children.answers()); });
  const bool has_first = !first.empty();
  if (!screen.json() && has_first) screen.data(monit_heading(first));
  const int own = run_completed(options, screen, command);
  const std::vector<MonitAnswer>& answers = children.answers();
  if (!screen.json()) {
    std::vector<MonitAnswer> told = answers;
    std::erase_if(
        told, [&](const MonitAnswer& answer) { return means_nothing(options.command, answer); });
    screen.data(other_monits_text(told));
    screen.talk(other_monits_errors(told));
  }
  return status_of_all(options.command, own, answers);
}

}  // namespace pkgmap::cli
