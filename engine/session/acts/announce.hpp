// Announces a transaction in the state directory when a suspend begins, before the transaction
// begins. An announced transaction does not count as bypassed (bypassed.hpp).
//
// An announcement needs no further step after the transaction: even if every process dies
// meanwhile, a transaction that a hook saw never counts as bypassed. For one thread.
#pragma once

#include <memory>

#include "engine/session/host/host.hpp"
#include "rules/facts.hpp"

namespace pkgmap {

/// Adds an announcement to the notes about packages (engine/journal/package_notes.hpp) in the state
/// directory, and in the state directories of the monits that do not run
/// (Settings::idle_state_directories). Leaves out a state directory that does not exist, since it
/// has no mark (the list of the packages that were installed at the last look), so that no change
/// can count as bypassed; and leaves out one that cannot be opened. Adds no announcement for a
/// transaction without items.
///
/// `gathered`: the facts about the transaction; null if they could not be gathered. Their packages
/// are announced, too, since the hook may have left some out.
///
/// Waits up to 1 s for the lock of the notes; if another process still holds the lock then, goes on
/// without the lock. If the notes have no room, first removes the mark and all announcements
/// (forget_notes()), and says so in the host's log. If a directory fails, still tries the other
/// directories, and returns the first Error.
Done announce_transaction(const Settings& settings, const Transaction& transaction,
                          const rules::Facts* gathered, Host& host);

/// Takes the lock of the notes. Returns null if another process still holds the lock after 1 s, or
/// after an error. The destructor of the returned object gives the lock back.
std::unique_ptr<StateLock> lock_notes(const StateStore& store, Host& host);

}  // namespace pkgmap
