// The dry run of a suspend: what a transaction would do to the checks.
//
// Calls evaluate() with the same facts as suspend does (promise P6), and changes no check and no
// file. Uses monit's states if monit answers.
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
  monitrc::Parsed parsed;  ///< `facts` points into this member.
  rules::Facts facts;
  rules::Plan plan;
  std::vector<CheckPredictions> predicted;  ///< One for each check; empty in some tests.
  bool states_known = false;                ///< Whether monit has answered.
  /// What the transaction may bring besides, one clause: the plan then suspends at least these
  /// checks. Empty if all that the transaction brings is known.
  std::string unknown;
  std::vector<std::string> notes;            ///< Messages about what could not be read.
  std::vector<std::string> interpretations;  ///< What a word means that names no package.

  const monitrc::Check& check(std::size_t number) const {
    return parsed.control_file.checks[number];
  }
  /// The plan's answer about a check, but `no` for a check whose file goes away.
  rules::Rebaseline rebaseline(std::size_t number) const;
};

/// Explains a transaction on the packages that `words` mean, as the man page says of `explain`. If
/// `words` is empty, on the packages that the checks called `check_names` belong to. Fails with
/// ErrorCode::failed, and with similar names as hint, if a word has no meaning or a check does not
/// exist.
Result<std::unique_ptr<Explanation>> explain(const Settings& settings,
                                             const std::vector<std::string>& words,
                                             const std::vector<std::string>& check_names = {});

/// Explains a transaction in the form that suspend gets. Fails if a check of `check_names` does not
/// exist.
Result<std::unique_ptr<Explanation>> explain(const Settings& settings,
                                             const Transaction& transaction,
                                             const std::vector<std::string>& check_names = {});

}  // namespace pkgmap
