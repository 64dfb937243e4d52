// Makes the dry run of a suspend: what a transaction would do to the checks.
//
// Calls evaluate() with the same facts as suspend does (promise P6 of docs/design.md), and changes
// no check and no file. Uses monit's states if monit answers. For one thread.
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
  /// One for each check, in the order of `facts`. Empty only in tests of this program.
  std::vector<CheckPredictions> predicted;
  /// monit has answered, or a bundle has its answer: the plan knows which checks are off.
  bool states_known = false;
  /// A clause that says what else the transaction may bring; empty if all is known. If this text is
  /// not empty, suspend may suspend more checks than the plan says.
  std::string unknown;
  /// Warnings, one sentence each: what could not be read, which packages are not downloaded, and
  /// which control files the transaction would leave twice (left_behind.hpp).
  std::vector<std::string> notes;
  /// One sentence for each word that names no package: what the word means. Also one for each of
  /// the explained `check_names` that belongs to no package.
  std::vector<std::string> interpretations;

  /// Returns the check with this index, from 0, in the order of `facts`.
  const monitrc::Check& check(std::size_t number) const {
    return parsed.control_file.checks[number];
  }
  /// Returns whether the check with this index gets a new baseline, as the plan says;
  /// rules::Rebaseline::no for a check whose file goes away.
  rules::Rebaseline rebaseline(std::size_t number) const;
};

/// Explains a transaction on these packages:
/// - if `words` is not empty: on the packages that the words mean (monit-pkgmap(8), `explain`). The
///   function then only tests whether the checks called `check_names` exist;
/// - if only `check_names` is not empty: on the packages to which these checks belong;
/// - if both are empty: on no package.
///
/// Fails, with similar names as hint, if a word has no meaning or a check of `check_names` does not
/// exist: with ErrorCode::usage if Settings::further is true, else with ErrorCode::failed. Also
/// fails if the control file or the packages cannot be read. Never returns null.
Result<std::unique_ptr<Explanation>> explain(const Settings& settings,
                                             const std::vector<std::string>& words,
                                             const std::vector<std::string>& check_names = {});

/// Explains `transaction`, which is as suspend would get it. `check_names` does not change the
/// Explanation: the function only tests whether these checks exist, and fails for a missing check
/// as the function above does. Also fails if the control file or the packages cannot be read. Never
/// returns null.
Result<std::unique_ptr<Explanation>> explain(const Settings& settings,
                                             const Transaction& transaction,
                                             const std::vector<std::string>& check_names = {});

}  // namespace pkgmap
