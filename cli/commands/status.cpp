#include <ctime>

#include "cli/commands/commands.hpp"
#include "cli/render/sessions.hpp"
#include "cli/switched_off.hpp"

namespace pkgmap::cli {

int run_status(const Options& options, const Screen& screen) {
  if (!options.settings.live()) {
    return screen.fail(
        {ErrorCode::usage, "status shows the running host, so it cannot be combined with --root"});
  }
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
