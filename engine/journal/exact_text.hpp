// Stores texts in JSON byte for byte, for the journal and for bundles (docs/bundles.md). Pure
// functions.
#pragma once

#include <string>
#include <vector>

#include "parsers/json/json.hpp"
#include "parsers/source/check_name.hpp"

namespace pkgmap {

/// Returns the text as a JSON string if the text is UTF-8. Names in monit may have other bytes,
/// which a JSON string cannot hold: then returns the object {"hex": "…"} with the bytes in hex.
Json exact(const std::string& text);
/// Both return an array with exact() of each text, in the same order.
Json exact_list(const std::vector<std::string>& texts);
Json exact_list(const CheckNames& names);

/// Returns the text for which exact() returned `json`. Returns an empty text for any other JSON.
std::string exact_text(const Json& json);
/// Returns exact_text() of each element of the array; an empty vector if `list` is no array.
std::vector<std::string> exact_texts(const Json& list);
/// As exact_texts(), for names of checks.
CheckNames exact_names(const Json& list);

}  // namespace pkgmap
