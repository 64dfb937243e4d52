// Makes and reads texts that show whether they are complete: JSON whose last member is a checksum
// of everything before it.
//
// Pure functions; private to the journal.
#pragma once

#include <string>

#include "engine/system/result.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap {

/// Returns the text of `json` with the checksum added. `json` is an object with at least one
/// member, but no member "checksum" (not checked). The checksum is empty if SHA-256 cannot be
/// computed (engine/packages/digest.hpp).
std::string whole_text(const Json& json);

/// Returns whether `text` is whole_text(json) apart from the value of the checksum, which the
/// function does not look at: to compute a checksum needs librpm (packages/rpm_module.hpp).
bool seems_text_of(const std::string& text, const Json& json);

/// Returns the object in `text`; the object has the checksum as a member. Ignores blank lines at
/// the end. An Error, which says that `what` is damaged, if the text is no JSON object or its
/// checksum is wrong.
///
/// Does not check the checksum if the text has none (version 0.1 wrote none), if the checksum is
/// empty, or if SHA-256 cannot be computed.
Result<Json> from_whole_text(const std::string& text, const std::string& what);

}  // namespace pkgmap
