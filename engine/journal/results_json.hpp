// What became of a session (SessionResults), as JSON in the journal. Private to the journal.
#pragma once

#include "engine/journal/session_record.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap {

Json results_json(const SessionResults& results);
/// A missing member gets its default.
SessionResults results_from(const Json& json);

}  // namespace pkgmap
