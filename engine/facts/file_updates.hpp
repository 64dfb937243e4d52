// What a transaction does to the file that each check watches, for rules::predict().
//
// Looks at the files themselves, at the headers of the packages, and into a
// payload only where a test compares an MD5 or SHA-1 sum that no header has.
// Changes nothing.
#pragma once

#include <vector>

#include "engine/facts/package_choice.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "rules/facts.hpp"
#include "rules/plan/evaluate.hpp"
#include "rules/predict/predict.hpp"

namespace pkgmap {

struct FileUpdates {
  std::vector<rules::FileUpdate> updates;  ///< One for each check, in their order.
  rules::Accounts accounts;                ///< Every name that a test or a package has for one.
};

/// `plan` tells which checks monit will compare with what it knows now.
Result<FileUpdates> gather_updates(const PackageChoices& choices, const rules::Facts& facts,
                                   const rules::Plan& plan, PackageDatabase& database,
                                   const Settings& settings);

}  // namespace pkgmap
