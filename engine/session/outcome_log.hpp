// Turns the outcomes of sessions into entries for the host's log: one entry for the checks that a
// suspend suspended, one for the checks that a resume resumed, one for each thing that needs a
// person. Values in, values out; the functions write no entry and cannot fail.
#pragma once

#include <vector>

#include "engine/session/outcomes.hpp"
#include "engine/system/log.hpp"

namespace pkgmap {

LogEntry entry_of(const SessionRecord& record, const SuspendOutcome& outcome);
std::vector<LogEntry> entries_of(const SessionRecord& record, const ResumeOutcome& outcome);

}  // namespace pkgmap
