// Which packages a transaction, or a word that somebody typed, is about.
//
// Completes from the package database what a hook left out: the old version of an upgrade, a
// missing record number. Reads only headers, never a payload. For one thread.
#pragma once

#include <string>
#include <vector>

#include "engine/packages/package_database.hpp"
#include "engine/system/result.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap {

/// One header: of an installed package or of a .rpm file.
struct PackageChoice {
  PackageRecord package;
  std::string rpm;  ///< Path of the .rpm; empty for an installed package.

  bool incoming() const { return !rpm.empty(); }
};

struct PackageChoices {
  std::vector<PackageChoice> packages;  ///< Each header once.
  std::vector<std::string> notes;       ///< What could not be read, as messages.
};

/// A package that cannot be read becomes a note. Fails only if the database does.
Result<PackageChoices> choose_packages(const Transaction& transaction, PackageDatabase& database);

/// For a word that a person typed. A word with a '/' or with ".rpm" at its end is a .rpm file, and
/// means also the installed packages of its name; any other word means what
/// PackageDatabase::matching() returns. Empty if there is no such package.
Result<PackageChoices> choose_packages(const std::string& word, PackageDatabase& database);

/// Adds `choice` unless it is there already.
void add_choice(PackageChoices& choices, PackageChoice choice);

}  // namespace pkgmap
