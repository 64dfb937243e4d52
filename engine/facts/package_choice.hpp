// Finds the packages that a transaction, or a word that somebody typed, is about.
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

/// One package of a transaction: an installed package, the package of a package file (.rpm, .deb),
/// or a package whose file list the package manager told.
struct PackageChoice {
  PackageRecord package;
  std::string package_file;  ///< Its path; empty for an installed package and with `told`.
  /// The file list that the package manager told; null if it told none.
  std::shared_ptr<const std::vector<FileGroup>> told{};
  /// Only with `told`: the transaction installs the package. False: the transaction erases it.
  bool told_incoming = false;
  /// The transaction erases this installed package, and the files of its next version, if there is
  /// one, are known.
  bool leaves = false;
  /// The transaction does not name this package, but runs its triggers.
  bool triggered = false;

  bool has_file() const { return !package_file.empty(); }
  bool incoming() const { return has_file() || told_incoming; }
};

struct PackageChoices {
  std::vector<PackageChoice> packages;  ///< Each header once.
  std::vector<std::string> notes;       ///< What could not be read, one sentence each for people.
  bool incomplete = false;              ///< The files of some incoming package are not known.
};

/// Returns the packages of a transaction, and those that a hook leaves out: the versions that it
/// replaces, the packages that it obsoletes, and the packages whose triggers it runs
/// (PackageDatabase::triggered_by()). A package file that cannot be read becomes a note. Takes an
/// item with a file list as it is, since its package manager names both sides of the transaction.
/// Fails only if the package database cannot be read.
Result<PackageChoices> choose_packages(const Transaction& transaction, PackageDatabase& database);

/// Returns the packages that a person means by a word. A word with a '/', or with ".rpm" or ".deb"
/// at its end, is a package file, and also means the installed packages that it replaces; any other
/// word means what PackageDatabase::matching() returns. Also returns the packages whose triggers
/// the transaction would run. Empty if there is no such package. Fails if the package file or the
/// package database cannot be read.
Result<PackageChoices> choose_packages(const std::string& word, PackageDatabase& database);

/// Adds `choice` unless `choices` already has its package; in that case only its `leaves` and
/// `triggered` count.
void add_choice(PackageChoices& choices, PackageChoice choice);

}  // namespace pkgmap
