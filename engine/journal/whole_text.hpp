// Texts that show whether they are complete: JSON whose last member is a checksum of everything
// before it.
//
// Pure functions. Private to the journal.
#pragma once

#include <string>

#include "engine/system/result.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap {

/// `json` must be an object. The checksum is empty on a system without SHA-256.
std::string whole_text(const Json& json);

/// Returns the object. Ignores blank lines at the end. An Error, which says that `what` is damaged,
/// if the text is no object or its checksum is wrong. A text without a checksum, as version 0.1
/// wrote it, is accepted.
Result<Json> from_whole_text(const std::string& text, const std::string& what);

}  // namespace pkgmap
