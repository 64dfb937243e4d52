// Texts in JSON, byte for byte: of a journal, of a bundle.
#pragma once

#include <string>
#include <vector>

#include "parsers/json/json.hpp"

namespace pkgmap {

/// JSON holds UTF-8 only, but names in monit may have other bytes: such a text becomes an object
/// with its bytes in hex.
Json exact(const std::string& text);
Json exact_list(const std::vector<std::string>& texts);

/// Reads what exact() wrote. Returns an empty string for any other JSON.
std::string exact_text(const Json& json);
std::vector<std::string> exact_texts(const Json& list);

}  // namespace pkgmap
