// The signature of a guard: the text ID.guard beside the record of a session, in which the guard of
// the session writes its pid, start time and boot id. A guard that begins writes the signature, not
// the record, since a process that holds the lock of the journal may be writing the record just
// then. So the guard needs no lock to sign.
//
// The signature is part of what Journal::load() returns (SessionRecord::guard_pid). One thread.
#pragma once

#include <string>

#include "engine/journal/session_record.hpp"
#include "engine/journal/watchers.hpp"
#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Writes the signature of `guard` for the session with the id `session`, in place of an earlier
/// signature. Keeps room on disk for the next one.
Done write_signature(const StateStore& store, const std::string& session,
                     const NamedProcess& guard);
/// Removes the signature of the session, whoever wrote it. Succeeds also if there is none. Does not
/// wait for the disk.
Done remove_signature(const StateStore& store, const std::string& session);
/// Returns whether the signature of the session names `guard`. False also if there is no signature,
/// or if the signature cannot be read.
bool is_signed_by(const StateStore& store, const std::string& session, const NamedProcess& guard);

/// Returns the record with the guard that the signature names. Returns the record as it is if there
/// is no signature, or if the signature has another boot id than the record. If the signature is
/// damaged or cannot be read, sets only SessionRecord::is_earlier.
SessionRecord with_signature(const StateStore& store, SessionRecord record);

}  // namespace pkgmap
