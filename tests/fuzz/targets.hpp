// What is done with an input of a fuzzer; also with the inputs of fixtures/fuzz, in the normal
// tests. Each throws std::logic_error when a promise is broken; sanitizers see the rest.
#pragma once

#include <string_view>

namespace pkgmap::fuzz {

/// The tokens of one text: they end, and each lies within it, behind the one before.
void lexer(std::string_view text);

/// A whole control file: every span is inside, every message can be shown, the tree prints the
/// same bytes, and every version gives an answer.
void parser(std::string_view text);

/// A control file with what it includes: a line `=== PATH` begins the next file.
void includes(std::string_view text);

}  // namespace pkgmap::fuzz
