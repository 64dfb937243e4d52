// A control file as JSON, for `config --json` (docs/formats.md). Pure.
//
// Contains no credentials: of `set httpd` only the addresses.
#pragma once

#include <string>

#include "parsers/json/json.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::cli {

/// Sets a member, with credentials masked, unless `value` is empty.
void set_masked(Json& object, const char* key, const std::string& value);

/// Every check that was understood, even if the control file has errors.
Json config_json(const monitrc::Parsed& parsed);

/// `config --check`: whether the file is right, and every diagnostic with its place.
Json config_verdict_json(const monitrc::Parsed& parsed, bool is_right);

}  // namespace pkgmap::cli
