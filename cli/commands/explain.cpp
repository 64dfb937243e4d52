#include "engine/queries/explain.hpp"

#include <algorithm>

#include "cli/commands/commands.hpp"
#include "cli/render/explain.hpp"

namespace pkgmap::cli {
namespace {

constexpr int kTouchesSome = 10;
constexpr int kATestWillFail = 11;

int detailed_status(const Explanation& explanation) {
  if (count_failures(explanation.foretold) > 0) return kATestWillFail;
  const bool told = std::any_of(explanation.foretold.begin(), explanation.foretold.end(),
                                [](const Foretold& check) { return !check.predictions.empty(); });
  return told || !explanation.plan.with(rules::Decision::suspend).empty() ? kTouchesSome : 0;
}

}  // namespace

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
  return options.detailed_exitcode ? detailed_status(**explanation) : 0;
}

}  // namespace pkgmap::cli
