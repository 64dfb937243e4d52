// Which packages a transaction, or a word that somebody typed, is about.
//
// Completes from the package database what a hook left out: the old version of an upgrade, a
// missing record number. Reads only headers, never a payload. For one thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/packages/package_database.hpp"
#include "engine/system/result.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap {

/// One package: its header, which is that of an installed package or of a .rpm file, or the file
/// list that the package manager told.
struct PackageChoice {
  PackageRecord package;
  std::string rpm;  ///< Path of the .rpm; empty for an installed package and for a told one.
  std::shared_ptr<const std::vector<FileGroup>> told{};  ///< Null if no file list was told.
  bool told_incoming = false;  ///< Of a told package: whether the transaction installs it.

  bool has_rpm() const { return !rpm.empty(); }
  bool incoming() const { return has_rpm() || told_incoming; }
};

struct PackageChoices {
  std::vector<PackageChoice> packages;  ///< Each header once.
  std::vector<std::string> notes;       ///< What could not be read, as messages.
};

/// A package that cannot be read becomes a note. Fails only if the database does. An item with its
/// file list is taken as it is, since its package manager names both sides of the transaction.
Result<PackageChoices> choose_packages(const Transaction& transaction, PackageDatabase& database);

/// For a word that a person typed. A word with a '/' or with ".rpm" at its end is a .rpm file, and
/// means also the installed packages of its name; any other word means what
/// PackageDatabase::matching() returns. Empty if there is no such package.
Result<PackageChoices> choose_packages(const std::string& word, PackageDatabase& database);

/// Adds `choice` unless it is there already.
void add_choice(PackageChoices& choices, PackageChoice choice);

}  // namespace pkgmap
