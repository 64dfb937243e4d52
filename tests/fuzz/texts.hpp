// The fuzz targets for the texts that the parsers read beside control files. Each throws
// std::logic_error if a promise is broken; sanitizers find the rest. Texts may have any bytes.
#pragma once

#include <string_view>

namespace pkgmap::fuzz {

/// Reads a text as a unit with its settings, variables and command lines, as a configuration of
/// supervisord and as an init script: what is expanded stays within its bounds, and paths are
/// absolute.
void units(std::string_view text);

/// Reads a tmpfiles.d file: every directory is an absolute path without a '/' at its end.
void tmpfiles(std::string_view text);

/// Reads a transaction as a hook hands it over: refused with a reason, or of packages with names.
void transaction(std::string_view text);

/// Reads a status of monit, as it is and repaired: refused with a reason, or of checks with names.
void status_xml(std::string_view text);

/// Reads monit's page of a check: a baseline is a digest of a known kind.
void check_page(std::string_view text);

/// Reads a file of passwords: each line has one user at most, and nobody is in it who is not asked
/// for.
void password_file(std::string_view text);

/// Reads a JSON text: what it prints again has the same value.
void json(std::string_view text);

}  // namespace pkgmap::fuzz
