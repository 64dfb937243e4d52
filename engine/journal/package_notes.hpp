// What the state directory remembers of the package database: a mark, which lists the packages that
// were installed when somebody looked last, and the transactions that hooks have announced since.
//
// The difference between the mark and the database, without what was announced, has bypassed the
// hooks (rules/bypassed.hpp). Whoever writes the mark or drops announcements holds the lock of the
// notes, and only while it writes. Not thread-safe.
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

/// The names of the texts: two of announcements, and the mark. Whoever copies them keeps to this
/// order: announcements older than their mark do no harm, but a mark that is older than the
/// announcements accuses a transaction whose announcement is dropped.
inline constexpr std::array<const char*, 3> kPackageNotes = {"announced.jsonl.1", "announced.jsonl",
                                                             "packages"};

struct PackageMark {
  std::string place;       ///< PackageDatabase::place()
  std::string cookie;      ///< PackageDatabase::cookie()
  std::int64_t since = 0;  ///< When the packages were read; seconds since 1970.
  std::vector<rules::InstalledPackage> packages;
  /// Changes that bypassed the hooks, and that people are still told about. The oldest first.
  std::vector<rules::PackageChange> bypassed;
  /// The checks that belong to these packages, each once.
  std::vector<std::string> checks;

  friend bool operator==(const PackageMark&, const PackageMark&) = default;
};

/// A transaction that a hook told before it began.
struct Announcement {
  std::string manager;
  int pid = 0;                       ///< Of the package manager; 0: none.
  std::uint64_t pid_start_time = 0;  ///< Field 22 of /proc/PID/stat.
  std::string boot_id;
  std::int64_t until = 0;  ///< When it counts as over in any case; seconds since 1970.
  std::vector<rules::AnnouncedPackage> packages;

  friend bool operator==(const Announcement&, const Announcement&) = default;
};

struct PackageNotes {
  std::optional<PackageMark> mark;  ///< nullopt if there is none.
  bool damaged = false;             ///< There is a mark, but its text is damaged.
  std::vector<Announcement> announced;

  friend bool operator==(const PackageNotes&, const PackageNotes&) = default;
};

/// An Error if a text cannot be read. A damaged mark is no Error.
Result<PackageNotes> read_package_notes(const StateStore& store);
/// The same for a state directory. Returns nullopt if it does not exist.
Result<std::optional<PackageNotes>> read_package_notes_of(const std::string& state_directory);

/// Returns null while another process holds the lock of the notes.
Result<std::unique_ptr<StateLock>> try_lock_notes(const StateStore& store);

Done write_mark(const StateStore& store, const PackageMark& mark);
/// Adds an announcement.
Done announce(const StateStore& store, const Announcement& announcement);
/// Returns whether nobody has looked for so many transactions that the next announcement may be the
/// last one that has room (8 MiB).
bool are_notes_full(const StateStore& store);
/// Removes mark and announcements; the next look begins anew.
Done forget_notes(const StateStore& store);
/// Replaces the announcements.
Done keep_announcements(const StateStore& store, const std::vector<Announcement>& announced);

}  // namespace pkgmap
