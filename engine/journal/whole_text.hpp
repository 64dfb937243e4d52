// Texts that show whether they are whole: JSON whose last member is a checksum of everything in
// front of it.
//
// Pure. Private to the journal.
#pragma once

#include <string>

#include "engine/system/result.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap {

/// `json` is an object. Without a digest on this system there is no checksum in it.
std::string whole_text(const Json& json);

/// The object again. Blank lines at the end are passed over. An Error, which says that `what` is
/// damaged, for no object or a checksum that does not fit; a text without one is of version 0.1.
Result<Json> from_whole_text(const std::string& text, const std::string& what);

}  // namespace pkgmap
