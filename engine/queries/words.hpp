// From a word that names no package to the packages that it means: the name of
// a check, of a unit, or of a unit's alias.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/facts/package_choice.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/system/result.hpp"
#include "rules/facts.hpp"

namespace pkgmap {

struct Interpretation {
  PackageChoices packages;
  std::string
      said;  ///< "mysql: no such package; mysql.service is …"; empty: the word means nothing.
};

Result<Interpretation> interpret(const std::string& word,
                                 const std::vector<rules::CheckFacts>& checks,
                                 PackageDatabase& database, const std::string& root);

/// The packages that a transaction would have to touch for this check to be suspended: the owners
/// of what it and its prerequisites name. Nothing when no check is called so.
Result<std::optional<PackageChoices>> packages_of_check(
    const std::string& name, const std::vector<rules::CheckFacts>& checks,
    PackageDatabase& database);

/// "nearest: mysqld (check), mysql-server (package)"; empty when nothing is near.
Result<std::string> nearest_names(const std::string& word,
                                  const std::vector<rules::CheckFacts>& checks,
                                  PackageDatabase& database);

}  // namespace pkgmap
