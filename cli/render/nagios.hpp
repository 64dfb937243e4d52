// What `doctor` says to Nagios and its kin: one line, a status, and the details below. Pure.
#pragma once

#include "cli/screen.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns the output and the exit status of a plugin: 0 if all is well, 1 if something works less
/// well than it could, 2 if something necessary is missing, 3 if the answer is an error. Made of
/// what `doctor --json` prints, also for several monits.
Presented nagios_answer(const Json& answer);

}  // namespace pkgmap::cli
