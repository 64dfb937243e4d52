// Recorded values as JSON, and back. Private to engine/recorded.
#pragma once

#include "engine/recorded/recorded_host.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::recorded {

/// Leaves out empty lists and texts. Hides the secrets of the facts of checks; the other texts are
/// those of answers, and have none.
Json json_of(const RecordedHost& host);
Json json_of(const RecordedPackages& packages);

/// Sets the members that the JSON has. Returns false if one has another type than json_of() gives
/// it, or a number that no enumerator has.
bool read(const Json& json, RecordedHost& host);
bool read(const Json& json, RecordedPackages& packages);

}  // namespace pkgmap::recorded
