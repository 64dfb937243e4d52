#include "engine/queries/explain.hpp"

#include "cli/commands/commands.hpp"
#include "cli/render/explain.hpp"

namespace pkgmap::cli {

int run_explain(const Options& options, const Screen& screen) {
  // --check alone asks the other way round: what would have to be updated for this check to be
  // touched.
  const auto& words = options.packages.empty() ? options.check_names : options.packages;
  const auto explanation = explain(options.settings, words);
  if (!explanation) return screen.fail(explanation.error());
  screen.detail("control file " + (*explanation)->parsed.control_file.path);
  if (!(*explanation)->states_known) screen.detail("monit was not asked what it watches");
  if (screen.json()) {
    screen.object(explain_json(**explanation));
  } else {
    screen.data(explain_text(**explanation, options.check_names, screen.style()));
  }
  return 0;
}

}  // namespace pkgmap::cli
