// Turns the outcomes of sessions into entries for the host's log. Pure functions: they write no
// entry and cannot fail.
#pragma once

#include <vector>

#include "engine/session/outcomes.hpp"
#include "engine/system/log.hpp"

namespace pkgmap {

/// Returns the entry about a suspend: which checks it suspended, or why it did not suspend all of
/// its checks. `record`: the record of the session.
LogEntry entry_of(const SessionRecord& record, const SuspendOutcome& outcome);
/// Returns the entries about a resume: one for all checks that it resumed, if there are any; then
/// one for each check that stays off, each removed check, each file with drift, and so on. Empty if
/// there is nothing to tell. `record`: the record of the session.
std::vector<LogEntry> entries_of(const SessionRecord& record, const ResumeOutcome& outcome);

}  // namespace pkgmap
