#include "engine/journal/history.hpp"

#include <algorithm>

#include "cli/commands/commands.hpp"
#include "cli/render/history.hpp"

namespace pkgmap::cli {

int run_history(const Options& options, const Screen& screen) {
  if (!options.settings.live()) {
    return screen.fail(
        {ErrorCode::usage, "history shows the running host, so it cannot be combined with --root"});
  }
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
