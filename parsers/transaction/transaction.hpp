// A package transaction as the hooks hand it over (docs/formats.md, Transaction).
//
// Pure. Lenient where managers differ: numbers or strings for epoch and dbid,
// members that are not known are passed over.
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
  std::string directory;  ///< As packaged, with the slash at its end.
  bool directories = false;
  bool ghosts = false;
  std::vector<std::string> names;  ///< Base names; the exact bytes.
};

/// One transaction element. An upgrade is two: the incoming one, and the outgoing one as `remove`.
struct TransactionItem {
  ItemAction action = ItemAction::install;
  std::string name;
  std::string epoch;
  std::string version;
  std::string release;
  std::string arch;
  std::string rpm;                    ///< The incoming .rpm file; empty: not told.
  std::optional<std::uint32_t> dbid;  ///< Record number of an outgoing package.

  /// The whole file list of the package, which its manager has in memory: null when it was not
  /// told. Such a manager names every element of the transaction, too.
  std::shared_ptr<const std::vector<FileGroup>> files{};

  bool incoming() const { return action != ItemAction::remove && action != ItemAction::obsolete; }
};

struct Transaction {
  std::string manager;  ///< "dnf4", "yum3", …
  int pid = 0;          ///< The package manager's; 0: none to be watched.
  std::vector<TransactionItem> items;
  /// One of several that this process runs: the session goes on behind it.
  bool series = false;
};

const char* name_of(ItemAction action);

/// Nothing when the text is not a transaction; `error` then says what is wrong with it.
std::optional<Transaction> parse_transaction(std::string_view text, std::string& error);

}  // namespace pkgmap
