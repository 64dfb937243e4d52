// The notes about packages in the state directory: the mark, which lists the packages that were
// installed when a process of this program looked last, and the announcements of hooks: the
// transactions that began since.
//
// Where the package database differs from the mark, and no announcement explains the difference, a
// transaction has bypassed the hooks (rules/bypassed.hpp). The caller holds the lock of the notes
// (try_lock_notes()) while it calls write_mark(), forget_notes() or keep_announcements(), and no
// longer; the functions do not check that. One exception: announce_transaction()
// (engine/session/acts/announce.hpp) calls forget_notes() without the lock if another process holds
// the lock for longer than 1 s. Not thread-safe.
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

/// The names of the texts: two of announcements, the older one first, and the mark. A process that
/// copies the texts copies them in this order, since another process may write them in between. An
/// announcement that is older than the copied mark does no harm. But if the mark were copied first,
/// another process could write a new mark and drop an announcement before the announcement is
/// copied; the copy would then count its transaction as bypassed.
inline constexpr std::array<const char*, 3> kPackageNotes = {"announced.jsonl.1", "announced.jsonl",
                                                             "packages"};

struct PackageMark {
  std::string place;  ///< Which package database: PackageDatabase::place().
  /// PackageDatabase::cookie() of the database at `since`: a text that differs after each change of
  /// the database. Empty if the database has no such text.
  std::string cookie;
  std::int64_t since = 0;  ///< When the packages were read; seconds since 1970.
  std::vector<rules::InstalledPackage> packages;
  /// Changes that bypassed the hooks and that people are still told of, the oldest first.
  std::vector<rules::PackageChange> bypassed;
  /// Names of the checks that belong to the packages of `bypassed`, each once.
  CheckNames checks;

  friend bool operator==(const PackageMark&, const PackageMark&) = default;
};

/// A transaction that a hook announced before it began.
struct Announcement {
  std::string manager;               ///< The package manager, as its hook names it.
  int pid = 0;                       ///< Of the package manager; 0: none.
  std::uint64_t pid_start_time = 0;  ///< Clock ticks since boot: field 22 of /proc/PID/stat.
  std::string boot_id;               ///< The boot in which `pid` ran; empty if unknown.
  std::int64_t until = 0;  ///< When the transaction counts as over in any case; seconds since 1970.
  std::vector<rules::AnnouncedPackage> packages;

  friend bool operator==(const Announcement&, const Announcement&) = default;
};

/// What the texts say.
struct PackageNotes {
  std::optional<PackageMark> mark;      ///< nullopt if there is no mark, or a damaged one.
  bool damaged = false;                 ///< There is a mark, but its text is damaged.
  std::vector<Announcement> announced;  ///< The oldest first.

  friend bool operator==(const PackageNotes&, const PackageNotes&) = default;
};

/// Reads the notes. A missing text counts as empty. An Error if a text cannot be read. A damaged
/// mark is no Error, but sets PackageNotes::damaged; a damaged announcement is left out.
Result<PackageNotes> read_package_notes(const StateStore& store);
/// As read_package_notes(), for the state directory with this path. Returns nullopt if the
/// directory does not exist.
Result<std::optional<PackageNotes>> read_package_notes_of(const std::string& state_directory);

/// Takes the lock of the notes, or returns null if another process holds it. Does not wait. The
/// destructor of the returned object gives the lock back.
Result<std::unique_ptr<StateLock>> try_lock_notes(const StateStore& store);

/// Replaces the mark, durably.
Done write_mark(const StateStore& store, const PackageMark& mark);
/// Adds an announcement. The announcement is not yet durable when the function returns. If the
/// caller does not hold the lock, a keep_announcements() of another process may drop the
/// announcement.
Done announce(const StateStore& store, const Announcement& announcement);
/// Returns whether the announcements have filled one text (8 MiB), so that a later announce() may
/// drop the oldest announcements. keep_announcements() and forget_notes() make room. True also if
/// the function cannot find out.
bool are_notes_full(const StateStore& store);
/// Removes the mark and all announcements. Succeeds also if there are none.
Done forget_notes(const StateStore& store);
/// Replaces all announcements on disk by `announced`, durably, in this order. An empty list removes
/// all announcements.
Done keep_announcements(const StateStore& store, const std::vector<Announcement>& announced);

}  // namespace pkgmap
