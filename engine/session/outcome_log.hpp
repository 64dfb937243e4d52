// Turns the outcomes of sessions into entries for the host's log. Pure functions: they write no
// entry and cannot fail.
#pragma once

#include <vector>

#include "engine/session/outcomes.hpp"
#include "engine/system/log.hpp"

namespace pkgmap {

/// Returns the entry about a suspend: the checks that it suspended, or else why it suspended none
/// or only some. `record`: that of its session.
LogEntry entry_of(const SessionRecord& record, const SuspendOutcome& outcome);
/// Returns one entry for the checks that a resume resumed, if there are any, and one for each other
/// thing that it did or that needs a person. `record`: that of its session.
std::vector<LogEntry> entries_of(const SessionRecord& record, const ResumeOutcome& outcome);

}  // namespace pkgmap
