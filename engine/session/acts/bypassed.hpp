// Finds the packages that changed without an announcement by a hook: every hook can be bypassed in
// some way.
//
// The functions compare the package database with the mark: the list of packages that were
// installed when note_packages() looked last (engine/journal/package_notes.hpp). docs/design.md,
// "What bypassed the hooks", says how. announce.hpp announces a transaction. For one thread.
#pragma once

#include <string>
#include <vector>

#include "engine/session/host/host.hpp"
#include "rules/bypassed.hpp"

namespace pkgmap {

/// What bypassed the hooks.
struct Bypassed {
  std::vector<rules::PackageChange> packages;  ///< The oldest first.
  /// The checks that belong to these packages, in the order of the control file. They may alarm
  /// without need, or monit may have taken a content as good that monit-pkgmap never judged. The
  /// list lacks the checks of an erased package, which has no files any more.
  CheckNames checks;

  bool none() const { return packages.empty(); }
};

/// Compares the package database with the mark. Writes no file. Returns what the mark already has
/// and what is new. While a transaction is under way, returns only what the mark has. Returns an
/// empty Bypassed if there is no mark, or the mark is about another package database. An Error if
/// the state directory or the package database cannot be read, or if the notes are damaged.
Result<Bypassed> see_bypassed(const Settings& settings, Host& host);

/// Which bypassed packages the new mark of note_packages() has, so that people are told of them.
enum class Telling : std::uint8_t {
  goes_on,   ///< The packages of the mark so far, and the new ones.
  only_new,  ///< Only the new ones: a session has ended, and has judged the contents of all files.
  acknowledged,  ///< No package: a person has read the list.
};

/// Compares the package database with the mark, writes a new mark, and drops the announcements of
/// transactions that are over. Without a mark, writes the first one and returns an empty Bypassed;
/// also, with Telling::only_new, if the mark is about another package database. With any other
/// `telling` the mark about another package database stays, and the Bypassed is empty. Writes no
/// file while a transaction is under way, if the mark would not change, if the state directory does
/// not exist, or if other processes write notes, or hold their lock for a second, in each of three
/// tries; a later call then writes the mark. Returns what the old mark has and what is new,
/// whatever `telling` is. The caller must not hold the lock of the notes. Fails as see_bypassed()
/// does, but replaces a damaged mark; also an Error if the notes cannot be written.
Result<Bypassed> note_packages(const Settings& settings, Telling telling, Host& host);

}  // namespace pkgmap
