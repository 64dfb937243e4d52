// Every suspend announces its transaction in the state directory before the transaction begins.
//
// Nothing has to happen after the transaction. So whoever dies, no transaction that a hook saw
// counts as one that bypassed the hooks.
#pragma once

#include <memory>

#include "engine/session/host/host.hpp"
#include "rules/facts.hpp"

namespace pkgmap {

/// Notes that a hook has seen this transaction, also for the monits that do not run
/// (Settings::idle_state_directories). Makes no state directory: without one there is no mark.
/// `gathered` adds what the hook left out; null if it could not be gathered. Waits 1 s for the lock
/// of the notes at most, then adds the announcement without it. If nobody has looked for too many
/// transactions, forgets the notes first, and says so in the host's log.
Done announce_transaction(const Settings& settings, const Transaction& transaction,
                          const rules::Facts* gathered, Host& host);

/// Takes the lock of the notes (engine/journal/package_notes.hpp). Waits 1 s for it at most, then
/// returns null.
std::unique_ptr<StateLock> lock_notes(const StateStore& store, Host& host);

}  // namespace pkgmap
