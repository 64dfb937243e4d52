// Writes and reads what became of a session (SessionResults), as JSON in the journal. Pure
// functions; private to the journal.
#pragma once

#include "engine/journal/session_record.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap {

/// Returns the results as a JSON object, without Drift::standing and EndedSubstitute::path.
Json results_json(const SessionResults& results);
/// Returns the results that results_json() wrote. A member that the object lacks, or that has
/// another type, gets its default.
SessionResults results_from(const Json& json);

}  // namespace pkgmap
