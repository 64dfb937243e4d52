#include "engine/queries/explain.hpp"

#include "cli/commands/commands.hpp"
#include "cli/render/explain.hpp"

namespace pkgmap::cli {

int run_explain(const Options& options, const Screen& screen) {
  const auto explanation = explain(options.settings, options.packages, options.check_names);
  if (!explanation) return screen.fail(explanation.error());
  screen.detail("control file " + (*explanation)->parsed.control_file.path);
  if (screen.json()) {
    screen.object(explain_json(**explanation));
  } else {
    if (options.settings.live() && !(*explanation)->states_known) {
      screen.note("monit was not asked: checks that are switched off appear as suspended");
    }
    screen.data(explain_text(**explanation, options.check_names, screen.style()));
  }
  return 0;
}

}  // namespace pkgmap::cli
