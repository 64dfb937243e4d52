// What a transaction does to the file that each check watches, for rules::predict().
//
// Reads the files, the headers of the packages, and a payload only if a test compares an MD5 or
// SHA-1 sum, which no header has. Changes no file. Fails if the package database cannot be read.
// For one thread.
#pragma once

#include <vector>

#include "engine/facts/package_choice.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "rules/dead_end.hpp"
#include "rules/facts.hpp"
#include "rules/plan/evaluate.hpp"
#include "rules/predict/predict.hpp"

namespace pkgmap {

struct FileUpdates {
  std::vector<rules::FileUpdate> updates;  ///< One for each of Facts::checks, in the same order.
  /// What each check names and the transaction takes away, in the order of Facts::checks.
  std::vector<std::vector<rules::ComingDeadEnd>> dead_ends;
  rules::Accounts accounts;  ///< Numbers of all known names in tests and packages.
};

/// Returns an update for every check: FileFate::untouched for a check that watches no file, that is
/// off, or whose file no package of `choices` touches. `plan` says which checks are suspended and
/// so get new baselines.
Result<FileUpdates> gather_updates(const PackageChoices& choices, const rules::Facts& facts,
                                   const rules::Plan& plan, PackageDatabase& database,
                                   const Settings& settings);

}  // namespace pkgmap
