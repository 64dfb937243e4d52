#include "engine/queries/explain.hpp"

#include "cli/commands/commands.hpp"
#include "cli/render/explain.hpp"
#include "cli/transaction_input.hpp"

namespace pkgmap::cli {
namespace {

Result<std::unique_ptr<Explanation>> answer(const Options& options) {
  if (options.transaction.empty()) {
    return explain(options.settings, options.packages, options.check_names);
  }
  const auto transaction = read_transaction(options.transaction);
  if (!transaction) return transaction.error();
  return explain(options.settings, *transaction, options.check_names);
}

}  // namespace

int run_explain(const Options& options, const Screen& screen) {
  const auto explanation = answer(options);
  if (!explanation) return screen.fail(explanation.error());
  screen.detail("control file " + (*explanation)->parsed.control_file.path);
  for (const std::string& note : (*explanation)->notes) screen.note(note);
  if (screen.json()) {
    screen.object(explain_json(**explanation));
  } else if (options.dot) {
    screen.data(explain_dot(**explanation));
  } else {
    if (options.settings.live() && !(*explanation)->states_known) {
      screen.note("monit was not asked: checks that are switched off appear as suspended");
    }
    screen.data(explain_text(**explanation, options.check_names, screen.style()));
  }
  return 0;
}

}  // namespace pkgmap::cli
