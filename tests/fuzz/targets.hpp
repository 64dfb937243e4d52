// The fuzz targets for control files. parsers_test runs them on the inputs of fixtures/fuzz. Each
// throws std::logic_error if a promise is broken; sanitizers find the rest.
#pragma once

#include <string_view>

namespace pkgmap::fuzz {

/// Reads the tokens of one text: they must end, and each must lie in the text, behind the one
/// before.
void lexer(std::string_view text);

/// Parses a control file: every span must lie in its text, all messages together must be short, and
/// the tree must print the same bytes.
void parser(std::string_view text);

/// The same as monit 5.14 reads the file.
void parser_of_5_14(std::string_view text);

/// Parses a control file with its included files, like parser(): a line `=== PATH` begins the next
/// file.
void includes(std::string_view text);

}  // namespace pkgmap::fuzz
