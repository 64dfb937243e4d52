// A control file as JSON, for `config --json` (monit-pkgmap-formats(5)). Pure.
//
// The JSON contains no credentials: they are masked as `***`.
#pragma once

#include <string>

#include "parsers/json/json.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::cli {

/// Sets the member `key`, with the credentials in `value` masked. Leaves `object` unchanged if
/// `value` is empty.
void set_masked(Json& object, const char* key, const std::string& value);

/// Returns the settings, and every check that was understood, even if the control file has errors.
Json config_json(const monitrc::Parsed& parsed);

/// Returns the same with an empty list `checks`, whose elements check_json() returns.
Json config_without_checks_json(const monitrc::Parsed& parsed);

/// Returns one of the checks of `parsed`.
Json check_json(const monitrc::Parsed& parsed, const monitrc::Check& check);

/// Returns the answer of `config --check`: whether the file is right, and every diagnostic with its
/// place.
Json config_verdict_json(const monitrc::Parsed& parsed, bool is_right);

}  // namespace pkgmap::cli
