#include "engine/queries/explain.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "cli/commands/commands.hpp"
#include "cli/render/explain.hpp"
#include "parsers/source/spelling.hpp"

namespace pkgmap::cli {
namespace {

// Of a name given with --check that no check has.
std::optional<Error> no_such_check(const Explanation& explanation,
                                   const std::vector<std::string>& names) {
  const std::vector<monitrc::Check>& checks = explanation.parsed.control_file.checks;
  for (const std::string& name : names) {
    const bool known = std::any_of(checks.begin(), checks.end(), [&](const monitrc::Check& check) {
      return monitrc::same_name(check.name, name);
    });
    if (known) continue;
    std::vector<std::string_view> candidates;
    for (const monitrc::Check& check : checks) candidates.emplace_back(check.name);
    const std::string_view nearest = nearest_word(name, candidates);
    return Error{ErrorCode::failed, "there is no check '" + name + "'",
                 nearest.empty() ? "'monit-pkgmap config' lists all of them"
                                 : "did you mean '" + std::string(nearest) + "'?"};
  }
  return std::nullopt;
}

}  // namespace

int run_explain(const Options& options, const Screen& screen) {
  // --check alone asks the other way round: what would have to be updated for this check to be
  // touched.
  const auto& words = options.packages.empty() ? options.check_names : options.packages;
  const auto explanation = explain(options.settings, words);
  if (!explanation) return screen.fail(explanation.error());
  if (const auto unknown = no_such_check(**explanation, options.check_names)) {
    return screen.fail(*unknown);
  }
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
