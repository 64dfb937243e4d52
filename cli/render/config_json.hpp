// A control file as JSON, for `config --json` (monit-pkgmap-formats(5)). Pure.
//
// The JSON contains no credentials: they are masked as `***`.
#pragma once

#include <string>

#include "parsers/json/json.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::cli {

/// Sets the member `key` of `object` to `value` with masked credentials. Leaves `object` unchanged
/// if `value` is empty.
void set_masked(Json& object, const char* key, const std::string& value);

/// Returns the object that `config --json` prints: the settings and every check that the parser has
/// understood, even if the control file has errors.
Json config_json(const monitrc::Parsed& parsed);

/// Returns the object of config_json() with an empty array as its member `checks`. The caller
/// prints the elements of this array itself, one check_json() for each check (Screen::object() with
/// a LongList).
Json config_without_checks_json(const monitrc::Parsed& parsed);

/// Returns the JSON of `check`, which must be a check of `parsed`.
Json check_json(const monitrc::Parsed& parsed, const monitrc::Check& check);

/// Returns the answer of `config --check`: `is_right`, which says whether monit would accept the
/// file, and every diagnostic of `parsed` with its place.
Json config_verdict_json(const monitrc::Parsed& parsed, bool is_right);

}  // namespace pkgmap::cli
