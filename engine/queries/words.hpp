// Finds the packages that a person means by a word that names no package: the word may name a
// check, a unit, or an alias of a unit. Reads only; as thread-safe as the package database.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/facts/package_choice.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/system/result.hpp"
#include "rules/facts.hpp"

namespace pkgmap {

/// What a word means.
struct Interpretation {
  PackageChoices packages;  ///< The packages that the word means; may be empty.
  /// The meaning, for people: "mysql: no such package; the unit mysql.service is …"; empty if the
  /// word has no meaning.
  std::string said;
};

/// Takes `word` for the name of a check; if there is no such check, for the name of a unit, or for
/// an alias of a unit, of the system below `root` (an absolute path). A check that belongs to no
/// package is a meaning without packages. A unit that no package owns is no meaning: both members
/// are then empty. `checks`: the facts of all checks. Fails only if the package database cannot be
/// read.
Result<Interpretation> interpret(const std::string& word,
                                 const std::vector<rules::CheckFacts>& checks,
                                 PackageDatabase& database, const std::string& root);

/// Looks for the check called `name`. Returns the packages that own a path in this check or in one
/// of its prerequisites: a transaction on these packages may suspend the check. A directory that
/// several packages own does not count. Returns nullopt if there is no check of this name. Fails if
/// the package database cannot be read.
Result<std::optional<PackageChoices>> packages_of_check(
    const std::string& name, const std::vector<rules::CheckFacts>& checks,
    PackageDatabase& database);

/// Returns an Error with this code about a word for which interpret() finds no meaning. Its hint
/// names the checks and packages with similar names. If there are none, the hint says that the
/// package database is empty, or is empty itself. There is no hint if the database cannot be read.
Error means_nothing(ErrorCode code, const std::string& word,
                    const std::vector<rules::CheckFacts>& checks, PackageDatabase& database);

}  // namespace pkgmap
