// Finds the packages that a transaction, or a word that a person typed, is about.
//
// Takes from the package database what a hook left out: the old version of an upgrade, a missing
// record number. Reads only headers, never a payload. For one thread.
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
  std::string package_file;  ///< Path of the package file; empty for an installed package and if
                             ///< `told` is set.
  /// The file list that the package manager told; null if it told none.
  std::shared_ptr<const std::vector<FileGroup>> told{};
  /// If `told` is set: true if the transaction installs the package, false if the transaction
  /// erases the package. False if `told` is null.
  bool told_incoming = false;
  /// True only for an installed package that the transaction erases for good, or replaces by a
  /// version whose files are known. False in every other case, even for an installed package that a
  /// person named, and always if `told` is set.
  bool leaves = false;
  /// True if the package is here only because the transaction runs its triggers.
  bool triggered = false;

  /// Returns whether the package comes from a package file.
  bool has_file() const { return !package_file.empty(); }
  /// Returns whether the transaction installs the package.
  bool incoming() const { return has_file() || told_incoming; }
};

struct PackageChoices {
  std::vector<PackageChoice> packages;  ///< Each package once.
  /// One sentence for people about each package file that could not be read.
  std::vector<std::string> notes;
  bool incomplete = false;  ///< True if the files of some incoming package are not known.
};

/// Returns the packages of a transaction, and those that a hook leaves out: the installed versions
/// that the transaction replaces, the packages that it obsoletes, and the packages whose triggers
/// it runs (PackageDatabase::triggered_by()). For a package file that cannot be read, adds a note
/// and sets `incomplete`. Looks up nothing for an item with a file list: a package manager that
/// tells file lists also names every outgoing package (TransactionItem::files). Fails only if the
/// package database cannot be read.
Result<PackageChoices> choose_packages(const Transaction& transaction, PackageDatabase& database);

/// Returns the packages that a person means by a word. A word with a '/', or with ".rpm" or ".deb"
/// at its end, is the path of a package file, and also means the installed packages that this
/// package would replace or obsolete. Any other word means the installed packages that
/// PackageDatabase::matching() returns; empty if there are none. Adds the packages whose triggers a
/// transaction of these packages would run. Fails if the package file or the package database
/// cannot be read, so the result has no note and is not `incomplete`.
Result<PackageChoices> choose_packages(const std::string& word, PackageDatabase& database);

/// Adds `choice` at the end. If `choices` has its package already, changes only two flags of that
/// entry: `leaves` becomes true if either has it true, `triggered` stays true only if both have it
/// true.
void add_choice(PackageChoices& choices, PackageChoice choice);

}  // namespace pkgmap
