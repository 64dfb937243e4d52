// Finds out what a transaction does to the file that each check watches, for rules::predict().
//
// Reads the files and the headers of the packages; reads a payload only if a test compares an MD5
// or SHA-1 sum that the header does not have. Changes no file. Fails if a package file or the
// package database cannot be read. For one thread.
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
  /// For each check, in the order of Facts::checks: what it names and the transaction takes away.
  std::vector<std::vector<rules::ComingDeadEnd>> dead_ends;
  /// The numbers of the users and groups that tests and packages name and that exist.
  rules::Accounts accounts;
};

/// Returns an update for every check: FileFate::untouched for a check that watches no file, that is
/// off, or whose file no package of `choices` touches. `plan`: that of `facts`; it says which
/// checks are suspended and so get new baselines. A payload that cannot be read is no failure:
/// FileUpdate::problem says so.
Result<FileUpdates> gather_updates(const PackageChoices& choices, const rules::Facts& facts,
                                   const rules::Plan& plan, PackageDatabase& database,
                                   const Settings& settings);

}  // namespace pkgmap
