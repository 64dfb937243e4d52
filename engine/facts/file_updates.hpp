// Finds out what a transaction does to the file that each check watches, for rules::predict().
//
// Reads the files and the headers of the packages; reads the payload of a package only if a
// checksum test compares a sum by an algorithm that the header does not have. Changes no file.
// Fails if a package file or the package database cannot be read. For one thread.
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
  /// For each check, in the order of Facts::checks: the programs and units that the check names and
  /// that the transaction takes away; empty if there are none.
  std::vector<std::vector<rules::ComingDeadEnd>> dead_ends;
  /// The numbers of users and groups by name: of those that own a replaced file after the
  /// transaction, and of those that a test of a replaced file expects. An account that does not
  /// exist is missing.
  rules::Accounts accounts;
};

/// Returns an update for every check. The fate is FileFate::untouched for a check that watches no
/// file, that is off, or whose file no package of `choices` touches. A package of which only a list
/// of names is known (PackageChoice::told) touches no file here. `plan` is the plan of `facts`, and
/// says which checks are suspended and so get new baselines. If a payload cannot be read,
/// FileUpdate::problem says so, and the function does not fail.
Result<FileUpdates> gather_updates(const PackageChoices& choices, const rules::Facts& facts,
                                   const rules::Plan& plan, PackageDatabase& database,
                                   const Settings& settings);

}  // namespace pkgmap
