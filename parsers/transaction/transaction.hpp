// A package transaction as the hooks hand it over (monit-pkgmap-formats(5), Transaction).
//
// The reader accepts what differs between package managers: epoch, version and release may be
// numbers or strings or missing, and unknown members have no effect. Values, and pure functions.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap {

enum class ItemAction : std::uint8_t { install, upgrade, downgrade, reinstall, remove, obsolete };

/// Files of one directory and of one kind.
struct FileGroup {
  std::string directory;           ///< Absolute path as packaged, with the slash at its end.
  bool directories = false;        ///< The names are directories, not files.
  bool ghosts = false;             ///< The names are %ghost.
  std::vector<std::string> names;  ///< Base names; the exact bytes.
};

/// One transaction element. An upgrade has two of them: the incoming package, and the outgoing
/// package as `remove`.
struct TransactionItem {
  ItemAction action = ItemAction::install;
  std::string name;   ///< Empty only for a .deb file that says it.
  std::string epoch;  ///< Empty if not told, as version, release and arch.
  std::string version;
  std::string release;
  std::string arch;
  std::string package_file;  ///< Path of the incoming .rpm or .deb file; empty if not told.
  bool deb = false;          ///< `package_file` is a .deb file.
  std::optional<std::uint32_t> dbid;  ///< Record number of an outgoing package, if told.

  /// The whole file list of the package; null if not told. A package manager that tells file lists
  /// names every element of the transaction, the replaced packages too.
  std::shared_ptr<const std::vector<FileGroup>> files{};

  bool incoming() const { return action != ItemAction::remove && action != ItemAction::obsolete; }
};

struct Transaction {
  std::string manager;  ///< "dnf4", "yum3", …; a name for people, may be empty.
  int pid = 0;          ///< The process that the guard watches; 0 for no process.
  std::vector<TransactionItem> items;
  /// The process runs several transactions, and the session goes on after this one.
  bool series = false;
};

/// The manager of a transaction that a person described in words.
inline constexpr const char* kPerson = "monit-pkgmap";
/// Returns whether a person described the transaction in words, and no package manager told it.
bool is_of_a_person(const Transaction& transaction);

/// Returns the word of monit-pkgmap-formats(5): "install", …
const char* name_of(ItemAction action);

/// Reads a transaction, also one without items. Returns nullopt if the text is not a transaction of
/// schema 1; `error` then says in one clause what is wrong with the text.
std::optional<Transaction> parse_transaction(std::string_view text, std::string& error);

}  // namespace pkgmap
