// A transaction of a package manager, as its hook passes it to this program
// (monit-pkgmap-formats(5), Transaction).
//
// Package managers differ, so parse_transaction() accepts epoch, version and release as numbers or
// strings, or without them, and ignores unknown members. Plain values, and pure functions.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/source/package_identity.hpp"

namespace pkgmap {

enum class ItemAction : std::uint8_t { install, upgrade, downgrade, reinstall, remove, obsolete };

/// Files of one directory and of one kind.
struct FileGroup {
  std::string directory;     ///< Absolute path as packaged, with the slash at its end.
  bool directories = false;  ///< True if the names are directories, false if they are other files.
  bool ghosts = false;       ///< True if the files are %ghost.
  std::vector<std::string> names;  ///< Base names; the exact bytes.
};

/// One transaction element. An upgrade gives one or two items: the incoming package, and perhaps
/// the outgoing package, with the action `remove`.
struct TransactionItem {
  ItemAction action = ItemAction::install;
  /// As the hook gave it; a member that the hook did not give is empty. The name may be empty only
  /// if `deb` is true: the .deb file then has the name. For dpkg, `version` may be the whole
  /// version with epoch and revision: "1:2.3-4".
  PackageIdentity package;
  std::string package_file;  ///< Path of the incoming .rpm or .deb file; empty if not given.
  bool deb = false;  ///< True if `package_file` is a .deb file; false for an .rpm file or none.
  /// Record number of an outgoing package in rpm's database; nullopt if not given.
  std::optional<std::uint32_t> dbid;

  /// The whole file list of the package; null if not given, empty if the package has no files. A
  /// package manager that gives file lists must also give the outgoing packages of upgrades as
  /// items.
  std::shared_ptr<const std::vector<FileGroup>> files{};

  /// Returns whether the transaction installs the package; else it erases the package.
  bool incoming() const { return action != ItemAction::remove && action != ItemAction::obsolete; }
};

/// A whole transaction.
struct Transaction {
  std::string manager;  ///< "dnf4", "yum3", …; a name for people, may be empty.
  int pid = 0;          ///< The process that the guard watches; 0 for no process.
  std::vector<TransactionItem> items;
  /// True if the process may run further transactions, which share the session of this transaction.
  bool series = false;
};

/// Transaction::manager of a transaction that a person named on the command line.
inline constexpr const char* kPerson = "monit-pkgmap";
/// Returns whether a person named the packages of the transaction on the command line, so that it
/// comes from no package manager.
bool is_of_a_person(const Transaction& transaction);

/// Returns the word of monit-pkgmap-formats(5): "install", …
const char* name_of(ItemAction action);

/// Reads a transaction, also one without items. If the text is not a transaction of schema 1,
/// returns nullopt and sets `error` to one clause that says what is wrong; else leaves `error` as
/// it is.
std::optional<Transaction> parse_transaction(std::string_view text, std::string& error);

}  // namespace pkgmap
