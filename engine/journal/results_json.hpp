// Writes and reads what became of a session (SessionResults), as JSON in the journal. Pure
// functions; private to the journal.
#pragma once

#include "engine/journal/session_record.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap {

Json results_json(const SessionResults& results);
/// Reads what results_json() wrote. A missing member gets its default.
SessionResults results_from(const Json& json);

}  // namespace pkgmap
