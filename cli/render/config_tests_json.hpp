// The tests of a check as JSON: docs/formats.md, `config`. Pure.
#pragma once

#include "parsers/json/json.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::cli {

Json test_json(const monitrc::Parsed& parsed, const monitrc::Test& test);

/// `uid`, `gid` and `timeout_seconds` of a command, as far as they are set.
Json command_options_json(const monitrc::Command& command);

}  // namespace pkgmap::cli
