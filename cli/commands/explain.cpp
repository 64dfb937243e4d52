#include "engine/queries/explain.hpp"

#include <algorithm>

#include "cli/commands/commands.hpp"
#include "cli/graphviz.hpp"
#include "cli/page_output.hpp"
#include "cli/place_input.hpp"
#include "cli/plan_file.hpp"
#include "cli/render/explain.hpp"
#include "cli/render/page/pages.hpp"
#include "cli/transaction_input.hpp"
#include "engine/queries/upgrades.hpp"
#include "engine/system/files/write_whole.hpp"

namespace pkgmap::cli {
namespace {

constexpr int kTouchesSome = 10;
constexpr int kATestWillFail = 11;

int detailed_status(const Explanation& explanation) {
  if (count_failures(explanation.predicted) > 0) return kATestWillFail;
  const bool told = std::any_of(explanation.predicted.begin(), explanation.predicted.end(),
                                [](const CheckPredictions& check) {
                                  return !check.predictions.empty() || !check.dead_ends.empty();
                                });
  return told || !explanation.plan.with(rules::Decision::suspend).empty() ? kTouchesSome : 0;
}

Result<std::unique_ptr<Explanation>> ask(const Options& options) {
  const Settings& settings = options.settings;
  if (options.upgrades && !settings.live()) {
    return tied_to_this_host(settings, "--upgrades asks the package manager of the running host");
  }
  if (!options.upgrades && options.transaction.empty()) {
    return explain(settings, options.packages, options.check_names);
  }
  const auto transaction =
      options.upgrades ? ask_for_upgrades(settings) : read_transaction(options);
  if (!transaction) return transaction.error();
  return explain(settings, *transaction, options.check_names);
}

}  // namespace

int run_explain(const Options& options, const Screen& screen) {
  const auto explanation = ask(options);
  if (!explanation) return screen.fail(explanation.error());
  for (const std::string& note : (*explanation)->notes) screen.note(note);
  for (const UnservedMonit& monit : options.settings.unserved) {
    if (monit.is_missed) screen.note("not looked after: " + monit.about);
  }
  screen.detail("control file " + (*explanation)->parsed.control_file.path);
  if (!options.out.empty()) {
    const std::string plan = plan_file(**explanation, options.settings).dump() + "\n";
    const auto kept = write_whole(options.out, plan);
    if (!kept) return screen.fail(kept.error());
    screen.detail("written: " + options.out);
  }
  const int status = options.detailed_exitcode ? detailed_status(**explanation) : 0;
  if (!options.html.empty()) {
    const PageOrigin origin =
        page_origin(options.settings, (*explanation)->parsed.control_file.path);
    return put_out(options.html, explain_page(**explanation, origin, lay_out), screen, status);
  }
  if (screen.json()) {
    screen.object(explain_json(**explanation));
  } else if (options.dot) {
    screen.data(explain_dot(**explanation));
  } else {
    if (has_monit(options.settings) && !(*explanation)->states_known) {
      screen.note("monit gave no status, so checks that are off appear as suspended");
    }
    screen.data(explain_text(
        **explanation, {options.check_names.begin(), options.check_names.end()}, screen.style()));
  }
  return status;
}

}  // namespace pkgmap::cli
