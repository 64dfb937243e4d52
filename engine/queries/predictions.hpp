// Predicts for `explain` which tests of each check will fail (in every cycle) or fire (once) after
// a transaction. Also names the dependents of each such check, since the action of a test, such as
// `stop`, may also concern them. For one thread.
#pragma once

#include <string>
#include <vector>

#include "engine/facts/file_updates.hpp"
#include "engine/facts/package_choice.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "parsers/monitrc/model/model.hpp"
#include "rules/facts.hpp"
#include "rules/plan/evaluate.hpp"
#include "rules/predict/predict.hpp"

namespace pkgmap {

/// The predictions for one check.
struct CheckPredictions {
  /// One for each test that will fail, will fire or may fail. Empty if monit does not monitor the
  /// check (it is off, or monit has not read it yet), or if the check watches no file.
  std::vector<rules::Prediction> predictions;
  /// What becomes of the file that the check watches.
  rules::FileUpdate update;
  /// What the check names and the host will lack after the transaction, such as a program.
  std::vector<rules::ComingDeadEnd> dead_ends;
  /// Names of all dependents of the check; empty if `predictions` is empty.
  std::vector<std::string> dependents;
};

/// Returns one element for each check, in the order of `facts`. If no package of `choices` comes
/// with a package file or goes away (PackageChoice::leaves), nothing can be predicted: all elements
/// are CheckPredictions{}. `sources`: the texts of the control file. Fails if a package file or the
/// package database cannot be read.
Result<std::vector<CheckPredictions>> predict_checks(
    const PackageChoices& choices, const rules::Facts& facts, const rules::Plan& plan,
    const Sources& sources, PackageDatabase& database, const Settings& settings);

/// Returns how many predicted tests fail in every cycle; a test that fires once, or may fail, does
/// not count.
std::size_t count_failures(const std::vector<CheckPredictions>& all);

}  // namespace pkgmap
