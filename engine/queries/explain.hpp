// The dry run: what a transaction on these packages would do to the checks.
//
// The same facts and the same evaluate() as suspend (P6); nothing is changed,
// nobody is asked to do anything. monit's states are used when it answers.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/facts/control_file.hpp"
#include "engine/facts/package_choice.hpp"
#include "engine/queries/predictions.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "rules/plan/evaluate.hpp"

namespace pkgmap {

struct Explanation {
  monitrc::Parsed parsed;  ///< The facts point into it.
  rules::Facts facts;
  rules::Plan plan;
  std::vector<CheckPredictions> predicted;   ///< One for each check; empty in a test.
  bool states_known = false;                 ///< monit answered.
  std::vector<std::string> notes;            ///< What could not be read, for people.
  std::vector<std::string> interpretations;  ///< How a word that names no package was understood.

  const monitrc::Check& check(std::size_t number) const {
    return parsed.control_file.checks[number];
  }
};

/// `words` as cli/man has them for `explain`. Without any, the other way round: the packages that
/// the checks called `check_names` belong to. An Error of ErrorCode::failed when a word means
/// nothing or a check does not exist, with the nearest names as its hint.
Result<std::unique_ptr<Explanation>> explain(const Settings& settings,
                                             const std::vector<std::string>& words,
                                             const std::vector<std::string>& check_names = {});

/// For a whole transaction, as suspend takes it; `check_names` must exist.
Result<std::unique_ptr<Explanation>> explain(const Settings& settings,
                                             const Transaction& transaction,
                                             const std::vector<std::string>& check_names = {});

}  // namespace pkgmap
