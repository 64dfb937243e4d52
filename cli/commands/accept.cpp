#include "cli/commands/commands.hpp"
#include "cli/place_input.hpp"
#include "cli/render/acceptance.hpp"
#include "engine/session/guard/file_recovery.hpp"

namespace pkgmap::cli {

int run_accept(const Options& options, const Screen& screen) {
  if (!options.settings.live()) {
    return screen.fail(tied_to_this_host(options.settings, "accept acts on the running monit"));
  }
  const auto accepted = accept(options.settings, options.paths);
  if (!accepted) return screen.fail(accepted.error());
  if (screen.json()) {
    screen.object(acceptance_json(*accepted));
  } else {
    screen.data(acceptance_text(*accepted));
    screen.talk(acceptance_troubles(*accepted));
  }
  return status_of(*accepted);
}

}  // namespace pkgmap::cli
