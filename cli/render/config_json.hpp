// A control file as JSON, the answer of `config --json`; see docs/formats.md.
//
// Holds no credentials: of `set httpd` it tells the addresses only.
#pragma once

#include "parsers/json/json.hpp"
#include "parsers/monitrc/model.hpp"

namespace pkgmap::cli {

/// Every check that was understood, also when there are errors.
Json config_json(const monitrc::Parsed& parsed);

}  // namespace pkgmap::cli
