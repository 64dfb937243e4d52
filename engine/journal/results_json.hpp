// What became of a session, as JSON in its journal. Private to the journal.
#pragma once

#include "engine/journal/session_record.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap {

Json results_json(const SessionResults& results);
/// Members that are missing get their defaults.
SessionResults results_from(const Json& json);

}  // namespace pkgmap
