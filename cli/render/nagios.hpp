// What `doctor --nagios` prints for Nagios and programs with the same plugin interface: one line
// with the status, and the details below. Pure.
#pragma once

#include "cli/screen.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns the text and the exit status that a Nagios plugin has. `answer` is what `doctor --json`
/// prints, for one monit or for several. The exit status is the first in this list that fits:
/// - 2 (CRITICAL): a finding has the result `failed`;
/// - 3 (UNKNOWN): the answer for a monit is an error;
/// - 1 (WARNING): a finding has the result `warning`;
/// - 0 (OK).
Presented nagios_answer(const Json& answer);

}  // namespace pkgmap::cli
