// Whether packages changed without a hook that saw the transaction, since some way always bypasses
// every hook.
//
// docs/design.md, "What bypassed the hooks". announce.hpp says how a transaction is announced.
#pragma once

#include <string>
#include <vector>

#include "engine/session/host/host.hpp"
#include "rules/bypassed.hpp"

namespace pkgmap {

/// What bypassed the hooks.
struct Bypassed {
  std::vector<rules::PackageChange> packages;  ///< The oldest first.
  /// The checks that belong to these packages, in the order of the control file: they may alarm
  /// without need, or monit may have taken a content as good that nobody judged. A package that was
  /// erased has no files any more, so its checks are not known.
  std::vector<std::string> checks;

  bool none() const { return packages.empty(); }
};

/// Looks, and writes no file. While a transaction is under way, returns only what was known before;
/// none if nobody has begun to look. An Error if the state directory or the package database cannot
/// be read, or if the notes are damaged.
Result<Bypassed> see_bypassed(const Settings& settings, Host& host);

/// For how long people are told what is found.
enum class Telling : std::uint8_t {
  goes_on,       ///< What was told before, and what is new.
  only_new,      ///< What is new: a session has ended, and has judged the contents of all files.
  acknowledged,  ///< A person has read it: nothing more.
};

/// Looks, makes a new mark, and drops the announcements of transactions that are over. The first
/// look begins the mark, and finds nothing. Writes nothing while a transaction is under way, if
/// nothing has changed, if the state directory does not exist, or if other processes write notes at
/// three looks: the next look then does it. Returns what it found, without regard to `telling`.
Result<Bypassed> note_packages(const Settings& settings, Telling telling, Host& host);

}  // namespace pkgmap
