// What the host's log says of sessions: one entry for what was suspended, one for what came back,
// one for each thing that needs a person.
#pragma once

#include <vector>

#include "engine/session/outcomes.hpp"
#include "engine/system/log.hpp"

namespace pkgmap {

LogEntry entry_of(const SessionRecord& record, const SuspendOutcome& outcome);
std::vector<LogEntry> entries_of(const SessionRecord& record, const ResumeOutcome& outcome);

}  // namespace pkgmap
