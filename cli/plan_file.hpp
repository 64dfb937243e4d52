// Makes and reads the file of `explain --out`: a plan, with which `history --against` compares what
// happened (monit-pkgmap-formats(5)).
#pragma once

#include <string>

#include "engine/queries/explain.hpp"
#include "engine/system/result.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns the plan to write: the format, the present time, the host, the control file, and the
/// answer of `explain --json`. The plan has size and modification time of each file of the control
/// file; the function looks them up, and both are null for a file that cannot be found now.
Json plan_file(const Explanation& explanation, const Settings& settings);

/// Reads a plan from the file `path`, or from standard input if `path` is "-". Every Error has
/// ErrorCode::usage: the file cannot be read, is longer than 64 MiB, or is no plan of this version.
Result<Json> read_plan(const std::string& path);

}  // namespace pkgmap::cli
