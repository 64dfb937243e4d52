#include <chrono>
#include <ctime>
#include <thread>

#include "cli/commands/commands.hpp"
#include "cli/place_input.hpp"
#include "cli/render/sessions.hpp"
#include "cli/render/words.hpp"
#include "cli/switched_off.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

// How often the guard of a session asks monit, too.
constexpr std::chrono::seconds kBetweenLooks{2};

// Ends by the signal of Ctrl-C, or when the terminal goes.
int watch_sessions(const Options& options, const Screen& screen) {
  if (!screen.is_shown()) {
    return screen.fail({ErrorCode::usage, "--watch needs a terminal to draw on",
                        "without --watch, status prints once"});
  }
  while (screen.is_shown()) {
    const auto view = view_sessions(options.settings);
    if (!view) return screen.fail(view.error());
    std::string text = timestamp(std::time(nullptr)) + "\n\n";
    for (const std::string& note : view->notes) text += "note: " + printable(note) + "\n";
    screen.redraw(text + sessions_text(*view, std::time(nullptr), switched_off_by_file()));
    std::this_thread::sleep_for(kBetweenLooks);
  }
  return 0;
}

}  // namespace

int run_status(const Options& options, const Screen& screen) {
  if (!options.settings.live()) {
    return screen.fail(tied_to_this_host(options.settings, "status shows the running host"));
  }
  if (options.watch) return watch_sessions(options, screen);
  const auto view = view_sessions(options.settings);
  if (!view) return screen.fail(view.error());
  if (screen.json()) {
    screen.object(sessions_json(*view));
  } else {
    for (const std::string& note : view->notes) screen.note(note);
    screen.data(sessions_text(*view, std::time(nullptr), switched_off_by_file()));
  }
  return 0;
}

}  // namespace pkgmap::cli
