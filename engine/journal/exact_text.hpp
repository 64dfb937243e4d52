// Texts in a journal as they are, byte for byte. Private to the journal.
#pragma once

#include <string>
#include <vector>

#include "parsers/json/json.hpp"

namespace pkgmap {

/// JSON has no bytes that are not UTF-8, but monit has names with them: those are written as hex.
Json exact(const std::string& text);
Json exact_list(const std::vector<std::string>& texts);

/// The same back; empty for anything else.
std::string exact_text(const Json& json);
std::vector<std::string> exact_texts(const Json& list);

}  // namespace pkgmap
