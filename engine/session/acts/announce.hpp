// Announces the transaction of every suspend in the state directory before the transaction begins,
// so that the transaction does not count as bypassed (bypassed.hpp).
//
// An announcement needs no further step after the transaction: whichever process dies meanwhile, a
// transaction that a hook saw never counts as bypassed. For one thread.
#pragma once

#include <memory>

#include "engine/session/host/host.hpp"
#include "rules/facts.hpp"

namespace pkgmap {

/// Adds an announcement to the notes about packages (engine/journal/package_notes.hpp) in the state
/// directory, and in those of the monits that do not run (Settings::idle_state_directories). A
/// state directory that does not exist is left out: it has no mark (list of the packages that were
/// installed at the last look), so no change can count as bypassed. Adds no announcement for a
/// transaction without items.
///
/// `gathered`: the facts about the transaction, whose packages are announced, too, since the hook
/// may have left some out; null if they could not be gathered. Waits up to 1 s for the lock of the
/// notes; if another process still holds the lock then, goes on without it. If the notes have no
/// room, first removes the mark and all announcements (forget_notes()), and says so in the host's
/// log. Returns the first Error of a directory; the other directories are tried all the same.
Done announce_transaction(const Settings& settings, const Transaction& transaction,
                          const rules::Facts* gathered, Host& host);

/// Takes the lock of the notes. Returns null if another process still holds it after 1 s, or on an
/// error. The destructor of the returned object gives the lock back.
std::unique_ptr<StateLock> lock_notes(const StateStore& store, Host& host);

}  // namespace pkgmap
