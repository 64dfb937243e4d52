#include "engine/journal/history.hpp"

#include <algorithm>

#include "cli/commands/commands.hpp"
#include "cli/place_input.hpp"
#include "cli/plan_file.hpp"
#include "cli/render/comparison.hpp"
#include "cli/render/history.hpp"
#include "engine/queries/against.hpp"

namespace pkgmap::cli {
namespace {

// Answers have greater numbers than errors, as those of explain --detailed-exitcode.
constexpr int kDiffersFromThePlan = 12;

int compare_with_plan(const Options& options, const Screen& screen) {
  const auto plan = read_plan(options.plan);
  if (!plan) return screen.fail(plan.error());
  const auto comparison = compare_with_history(options.settings, *plan, options.session);
  if (!comparison) return screen.fail(comparison.error());
  if (screen.json()) {
    screen.object(comparison_json(*comparison));
  } else {
    for (const std::string& note : comparison->notes) screen.note(note);
    screen.data(comparison_text(*comparison, screen.style()));
  }
  return comparison->differences() == 0 ? 0 : kDiffersFromThePlan;
}

}  // namespace

int run_history(const Options& options, const Screen& screen) {
  if (!options.settings.live() && !options.settings.recorded) {
    return screen.fail(tied_to_this_host(options.settings, "history shows the running host"));
  }
  if (!options.plan.empty()) return compare_with_plan(options, screen);
  auto history = read_history(options.settings.state_directory);
  if (!history) return screen.fail(history.error());
  for (const std::string& line : history->damage) screen.note(line);
  if (!options.session.empty()) {
    std::erase_if(history->sessions, [&](const Json& session) {
      return session["id"].string_or("") != options.session;
    });
    if (history->sessions.empty()) {
      return screen.fail({ErrorCode::usage, "the history has no session '" + options.session + "'",
                          "'monit-pkgmap history' lists them"});
    }
  }
  if (screen.json()) {
    screen.object(history_answer(*history));
  } else if (options.session.empty()) {
    screen.data(history_text(*history));
  } else {
    screen.data(past_session_text(history->sessions.front()));
  }
  return 0;
}

}  // namespace pkgmap::cli
