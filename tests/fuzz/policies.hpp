// The fuzz target for policies. Throws std::logic_error if a promise is broken.
#pragma once

#include <string_view>

namespace pkgmap::fuzz {

/// Reads a text as one policy file: every place of a rule and of a message lies in the text, and
/// all messages together are short.
void policy(std::string_view text);

}  // namespace pkgmap::fuzz
