// A package transaction as the hooks hand it over (docs/formats.md, Transaction).
//
// Lenient where package managers differ: epoch, version and release may be numbers or strings, and
// unknown members are passed over. Values, and pure functions.
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
  std::string directory;           ///< As packaged, with the slash at its end.
  bool directories = false;        ///< The names are directories, not files.
  bool ghosts = false;             ///< The names are %ghost.
  std::vector<std::string> names;  ///< Base names; the exact bytes.
};

/// One transaction element. An upgrade has two: the incoming one, and the outgoing one as `remove`.
struct TransactionItem {
  ItemAction action = ItemAction::install;
  std::string name;
  std::string epoch;
  std::string version;
  std::string release;
  std::string arch;
  std::string rpm;                    ///< Path of the incoming .rpm file; empty if not told.
  std::optional<std::uint32_t> dbid;  ///< Record number of an outgoing package, if told.

  /// The whole file list of the package; null if not told. A package manager that tells file lists
  /// names every element of the transaction, the replaced packages too.
  std::shared_ptr<const std::vector<FileGroup>> files{};

  bool incoming() const { return action != ItemAction::remove && action != ItemAction::obsolete; }
};

struct Transaction {
  std::string manager;  ///< "dnf4", "yum3", …
  int pid = 0;          ///< The process to watch; 0 if there is none.
  std::vector<TransactionItem> items;
  /// The process runs several transactions, and the session goes on after this one.
  bool series = false;
};

const char* name_of(ItemAction action);

/// Returns nullopt if the text is not a transaction; `error` then says what is wrong with it.
std::optional<Transaction> parse_transaction(std::string_view text, std::string& error);

}  // namespace pkgmap
