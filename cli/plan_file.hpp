// The plan that `explain --out` keeps, for `history --against` to compare with what happened
// (monit-pkgmap-formats(5)).
#pragma once

#include <string>

#include "engine/queries/explain.hpp"
#include "engine/system/result.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns the format, the time, the host, the control file, and the answer of `explain --json`.
/// Asks for sizes and times of the control files.
Json plan_file(const Explanation& explanation, const Settings& settings);

/// Reads a plan; `path` as for text_input(). Every Error has ErrorCode::usage: the file cannot be
/// read, or is no plan of this version.
Result<Json> read_plan(const std::string& path);

}  // namespace pkgmap::cli
