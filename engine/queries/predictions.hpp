// What explain predicts: the tests of each check, and whom their actions will reach.
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

/// One check's part.
struct CheckPredictions {
  std::vector<rules::Prediction> predictions;
  rules::FileUpdate update;
  std::vector<std::string> dependents;  ///< Checks that monit's cascade takes along, if anything
                                        ///< is predicted.
};

/// One for each check, in their order; nothing is predicted without an incoming .rpm.
Result<std::vector<CheckPredictions>> predict_checks(
    const PackageChoices& choices, const rules::Facts& facts, const rules::Plan& plan,
    const Sources& sources, PackageDatabase& database, const Settings& settings);

/// How many of them fail, at every look.
std::size_t count_failures(const std::vector<CheckPredictions>& all);

}  // namespace pkgmap
