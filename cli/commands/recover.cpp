#include "engine/session/guard/recover.hpp"

#include "cli/commands/commands.hpp"
#include "cli/place_input.hpp"
#include "cli/render/bypassed.hpp"
#include "cli/render/recovery.hpp"
#include "cli/switched_off.hpp"

namespace pkgmap::cli {
namespace {

// Only reports, and starts guards for dead sessions. monit runs this every few minutes, and alerts
// if the exit status is not 0.
int judge(const Options& options, const Screen& screen) {
  const auto stale = hand_over_to_guards(options.settings);
  if (!stale) return screen.fail(stale.error());
  const bool hooks_off = switched_off_by_file();
  if (screen.json()) {
    screen.object(stale_json(*stale));
  } else {
    screen.data(stale_text(*stale, hooks_off));
  }
  return status_of(*stale, hooks_off);
}

// A person reads what bypassed the hooks, so nobody is told of it again.
Bypassed read_bypassed(const Options& options, const Screen& screen) {
  auto bypassed = note_packages(options.settings, Telling::acknowledged, this_host());
  if (bypassed) return std::move(*bypassed);
  screen.detail(bypassed.error().message);
  return {};
}

}  // namespace

int run_recover(const Options& options, const Screen& screen) {
  if (!options.settings.live()) {
    return screen.fail(tied_to_this_host(options.settings, "recover acts on the running monit"));
  }
  if (options.if_stale) return judge(options, screen);
  const auto recovered =
      options.before_removal ? recover_all(options.settings) : recover(options.settings);
  if (!recovered) return screen.fail(recovered.error());
  const Bypassed bypassed = read_bypassed(options, screen);
  if (screen.json()) {
    screen.object(recovery_json(*recovered).set("bypassed", bypassed_json(bypassed)));
  } else {
    screen.data(recovery_text(*recovered) + bypassed_text(bypassed, switched_off_by_file()));
    screen.talk(recovery_troubles(*recovered));
  }
  return status_of(*recovered);
}

}  // namespace pkgmap::cli
