#include "engine/session/guard/recover.hpp"

#include "cli/commands/commands.hpp"
#include "cli/render/recovery.hpp"

namespace pkgmap::cli {
namespace {

// Only reports, and starts guards for dead sessions. monit runs this every few minutes, and alerts
// if the exit status is not 0.
int judge(const Options& options, const Screen& screen) {
  const auto stale = hand_over_to_guards(options.settings);
  if (!stale) return screen.fail(stale.error());
  if (screen.json()) {
    screen.object(stale_json(*stale));
  } else {
    screen.data(stale_text(*stale));
  }
  return status_of(*stale);
}

}  // namespace

int run_recover(const Options& options, const Screen& screen) {
  if (!options.settings.live()) {
    return screen.fail({ErrorCode::usage,
                        "recover acts on the running monit, so it cannot be combined with --root"});
  }
  if (options.if_stale) return judge(options, screen);
  const auto recovered = recover(options.settings);
  if (!recovered) return screen.fail(recovered.error());
  if (screen.json()) {
    screen.object(recovery_json(*recovered));
  } else {
    screen.data(recovery_text(*recovered));
    screen.talk(recovery_troubles(*recovered));
  }
  return status_of(*recovered);
}

}  // namespace pkgmap::cli
