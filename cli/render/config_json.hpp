// A control file as JSON, the answer of `config --json`; see docs/formats.md.
//
// Holds no credentials: of `set httpd` it tells the addresses only.
#pragma once

#include <string>

#include "parsers/json/json.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::cli {

/// Sets a member whose credentials are masked; an empty value sets none.
void set_masked(Json& object, const char* key, const std::string& value);

/// Every check that was understood, also when there are errors.
Json config_json(const monitrc::Parsed& parsed);

/// `config --check`: right or not, and every remark with its place.
Json config_verdict_json(const monitrc::Parsed& parsed, bool is_right);

}  // namespace pkgmap::cli
