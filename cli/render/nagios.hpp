// What `doctor --nagios` prints for Nagios and programs with the same plugin interface: one line
// with the status, and the details below. Pure.
#pragma once

#include "cli/screen.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns the text and the exit status that a Nagios plugin has. `answer` is what `doctor --json`
/// prints, for one monit or for several. The exit status is 2 (CRITICAL) if a finding has the
/// result `failed`; else 3 (UNKNOWN) if the answer for a monit is an error; else 1 (WARNING) if a
/// finding has the result `warning`; else 0.
Presented nagios_answer(const Json& answer);

}  // namespace pkgmap::cli
