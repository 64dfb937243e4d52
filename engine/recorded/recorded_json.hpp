// Turns recorded values into JSON, and JSON into recorded values. Pure. Private to engine/recorded.
#pragma once

#include "engine/recorded/recorded_host.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::recorded {

/// Returns the members as JSON; leaves out empty lists, objects and texts. Hides the secrets in the
/// facts of checks; the caller makes sure that the other texts have no secrets.
Json json_of(const RecordedHost& host);
Json json_of(const RecordedPackages& packages);

/// Sets the members of the second argument that the JSON has, and leaves its remaining members as
/// they are; ignores members of the JSON that are null or have unknown names. Returns true if the
/// JSON is an object, and each member has the type that json_of() gives it and a number in bounds.
/// Otherwise returns false; some members may be set even then.
bool read(const Json& json, RecordedHost& host);
bool read(const Json& json, RecordedPackages& packages);

}  // namespace pkgmap::recorded
