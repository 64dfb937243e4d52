// Finds the packages that changed although no hook announced it: every hook can be bypassed in some
// way.
//
// The functions compare the package database with the mark (PackageMark,
// engine/journal/package_notes.hpp). The mark lists the packages that were installed when
// note_packages() looked last, and the bypassed packages of which people are still told.
// docs/design.md, "What bypassed the hooks", says how. announce.hpp announces a transaction. For
// one thread.
#pragma once

#include <string>
#include <vector>

#include "engine/session/host/host.hpp"
#include "rules/bypassed.hpp"

namespace pkgmap {

/// What bypassed the hooks.
struct Bypassed {
  std::vector<rules::PackageChange> packages;  ///< The oldest first.
  /// The checks that belong to these packages, each once. Such a check may alarm without need, or
  /// monit may have taken a content as good that monit-pkgmap never judged. The list lacks the
  /// checks of an erased package, since it has no files any more.
  CheckNames checks;

  bool none() const { return packages.empty(); }
};

/// Compares the package database with the mark. Writes no file. Returns the bypassed packages that
/// the mark lists, and the new bypassed packages; while a transaction is under way, only those that
/// the mark lists. Returns an empty Bypassed if there is no mark, or if the mark is about another
/// package database. An Error if the state directory or the package database cannot be read, or if
/// the mark is damaged.
Result<Bypassed> see_bypassed(const Settings& settings, Host& host);

/// Which bypassed packages note_packages() lists in the new mark: the packages of which people are
/// told from now on.
enum class Telling : std::uint8_t {
  goes_on,   ///< The bypassed packages of the old mark, and the new ones.
  only_new,  ///< Only the new ones: a session has ended, and has judged the contents of all files.
  acknowledged,  ///< No package: a person has read the list.
};

/// Compares the package database with the mark, writes a new mark, and drops the announcements of
/// transactions that are over. Whatever `telling` is, returns the bypassed packages that the old
/// mark lists, and the new ones.
///
/// If there is no mark, returns an empty Bypassed, and writes the first mark. If the mark is about
/// another package database, returns an empty Bypassed: with Telling::only_new replaces that mark,
/// with any other `telling` leaves it as it is.
///
/// Writes no file:
/// - while a transaction is under way;
/// - if there is no mark yet, and the package manager of a session still runs;
/// - if the mark would not change, and no announced transaction is over;
/// - if the state directory does not exist;
/// - if each of three tries fails, since another process writes notes or holds their lock for a
///   second.
///
/// A later call then writes the mark. The caller must not hold the lock of the notes. Fails as
/// see_bypassed() does, except that a damaged mark is replaced. An Error also if the notes cannot
/// be written.
Result<Bypassed> note_packages(const Settings& settings, Telling telling, Host& host);

}  // namespace pkgmap
