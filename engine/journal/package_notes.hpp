// The notes about packages in the state directory: the mark, which lists the packages that were
// installed when somebody looked last, and the transactions that hooks have announced since.
//
// The difference between the mark and the package database, without what was announced, has
// bypassed the hooks (rules/bypassed.hpp). A process that writes the mark or drops announcements
// holds the lock of the notes, and only while it writes. Not thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"
#include "rules/bypassed.hpp"

namespace pkgmap {

/// The names of the texts: two of announcements, and the mark. A process that copies them copies
/// them in this order: announcements older than their mark do no harm, but a mark that is older
/// than the announcements would make a transaction count as bypassed whose announcement was
/// dropped.
inline constexpr std::array<const char*, 3> kPackageNotes = {"announced.jsonl.1", "announced.jsonl",
                                                             "packages"};

struct PackageMark {
  std::string place;       ///< PackageDatabase::place()
  std::string cookie;      ///< PackageDatabase::cookie()
  std::int64_t since = 0;  ///< When the packages were read; seconds since 1970.
  std::vector<rules::InstalledPackage> packages;
  /// Changes that bypassed the hooks, and that people are still told of. The oldest first.
  std::vector<rules::PackageChange> bypassed;
  /// Names of the checks that belong to these packages, each once.
  std::vector<std::string> checks;

  friend bool operator==(const PackageMark&, const PackageMark&) = default;
};

/// A transaction that a hook announced before it began.
struct Announcement {
  std::string manager;
  int pid = 0;                       ///< Of the package manager; 0: none.
  std::uint64_t pid_start_time = 0;  ///< Field 22 of /proc/PID/stat.
  std::string boot_id;
  std::int64_t until = 0;  ///< When the transaction counts as over in any case; seconds since 1970.
  std::vector<rules::AnnouncedPackage> packages;

  friend bool operator==(const Announcement&, const Announcement&) = default;
};

/// What the texts say.
struct PackageNotes {
  std::optional<PackageMark> mark;  ///< nullopt if there is no mark, or a damaged one.
  bool damaged = false;             ///< There is a mark, but its text is damaged.
  /// In the order in which they were added.
  std::vector<Announcement> announced;

  friend bool operator==(const PackageNotes&, const PackageNotes&) = default;
};

/// Reads the notes. An Error if a text cannot be read. A damaged mark is no Error, and a damaged
/// announcement is left out.
Result<PackageNotes> read_package_notes(const StateStore& store);
/// As read_package_notes(), for the state directory with this path. Returns nullopt if the
/// directory does not exist.
Result<std::optional<PackageNotes>> read_package_notes_of(const std::string& state_directory);

/// Takes the lock of the notes. Returns null while another process holds it. The lock ends with the
/// returned object.
Result<std::unique_ptr<StateLock>> try_lock_notes(const StateStore& store);

/// Replaces the mark, durably.
Done write_mark(const StateStore& store, const PackageMark& mark);
/// Adds an announcement. Needs no lock. It is not yet durable when the function returns.
Done announce(const StateStore& store, const Announcement& announcement);
/// Returns whether the announcements fill their room (8 MiB), since nobody has looked for many
/// transactions: a further announcement may then drop the oldest ones.
bool are_notes_full(const StateStore& store);
/// Removes the mark and the announcements; the next look begins a new mark.
Done forget_notes(const StateStore& store);
/// Replaces the announcements; an empty list removes them.
Done keep_announcements(const StateStore& store, const std::vector<Announcement>& announced);

}  // namespace pkgmap
