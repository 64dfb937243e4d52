// Makes and reads texts that show whether they are complete: JSON whose last member is a checksum
// of everything before it.
//
// Pure functions; private to the journal.
#pragma once

#include <string>

#include "engine/system/result.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap {

/// Returns the text of `json`, which must be an object (not checked), with the checksum added. The
/// checksum is empty on a system without SHA-256.
std::string whole_text(const Json& json);

/// Returns whether `text` equals whole_text(json), whatever its checksum says. Computes no
/// checksum: that would need librpm (packages/rpm_module.hpp).
bool seems_text_of(const std::string& text, const Json& json);

/// Returns the object in the text, with its checksum. Ignores blank lines at the end. An Error,
/// which says that `what` is damaged, if the text is no object or its checksum is wrong. Accepts a
/// text without a checksum, as version 0.1 wrote it, or with an empty checksum, and on a system
/// without SHA-256 every checksum.
Result<Json> from_whole_text(const std::string& text, const std::string& what);

}  // namespace pkgmap
