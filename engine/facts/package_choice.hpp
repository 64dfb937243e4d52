// From a transaction, or from what somebody typed, to the packages in question.
//
// Completes what a hook left out from the package database (an upgrade's old
// version, a record without its number). Reads headers only, never a payload.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/packages/package_database.hpp"
#include "engine/system/result.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap {

/// One package to look at: by its header in the database, by that of a .rpm file, or by the file
/// list that its manager told.
struct PackageChoice {
  PackageRecord package;
  std::string rpm;  ///< Path of the .rpm; empty: an installed package, or one that was told.
  std::shared_ptr<const std::vector<FileGroup>> told{};
  bool told_incoming = false;

  bool has_rpm() const { return !rpm.empty(); }
  bool incoming() const { return has_rpm() || told_incoming; }
};

struct PackageChoices {
  std::vector<PackageChoice> packages;  ///< Each header once.
  std::vector<std::string> notes;       ///< What could not be read, for people.
};

/// Never fails for a single package that cannot be read: that becomes a note. For an item with its
/// file list nothing is looked up: its manager knows both sides.
Result<PackageChoices> choose_packages(const Transaction& transaction, PackageDatabase& database);

/// For a word that a person typed: a .rpm file (a word with a '/' or ending in ".rpm") with the
/// installed packages of its name, else what PackageDatabase::matching() gives. Empty when there is
/// none.
Result<PackageChoices> choose_packages(const std::string& word, PackageDatabase& database);

/// Adds without doubling.
void add_choice(PackageChoices& choices, PackageChoice choice);

}  // namespace pkgmap
