// Turns recorded values into JSON, and JSON into recorded values. Pure. Private to engine/recorded.
#pragma once

#include "engine/recorded/recorded_host.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::recorded {

/// Returns the members as JSON; leaves out empty lists and texts. Hides the secrets in the facts of
/// checks; the caller makes sure that the other texts have no secrets.
Json json_of(const RecordedHost& host);
Json json_of(const RecordedPackages& packages);

/// Sets the members that the JSON has, and leaves the others as they are; ignores unknown members.
/// Returns false if the JSON is no object, or if a member has another type than json_of() gives it,
/// or a number that no enumerator has; some members may be set then.
bool read(const Json& json, RecordedHost& host);
bool read(const Json& json, RecordedPackages& packages);

}  // namespace pkgmap::recorded
