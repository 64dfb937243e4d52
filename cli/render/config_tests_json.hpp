// The tests of a check as JSON: monit-pkgmap-formats(5), `config`. Pure.
#pragma once

#include "parsers/json/json.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::cli {

/// Returns a test with its file and line, and with masked credentials. `test` must be a test of
/// `parsed`.
Json test_json(const monitrc::Parsed& parsed, const monitrc::Test& test);

/// Returns `uid`, `gid` and `timeout_seconds` of a command, as far as they are set; an empty object
/// if none of the three is set.
Json command_options_json(const monitrc::Command& command);

}  // namespace pkgmap::cli
