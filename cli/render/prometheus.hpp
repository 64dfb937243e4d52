// What `status`, `audit` and `history` print with --prometheus: metrics in the text format of
// Prometheus, for the textfile collector of node_exporter. monit-pkgmap-formats(5) lists the
// metrics. Pure.
#pragma once

#include <string>

#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns the metrics. `command` is the name of the command, `answer` what the command prints with
/// --json. If `answer` is about several monits, each sample has a label with the control file of
/// its monit. For a monit whose answer is an error, the only sample says that the command gave no
/// answer.
std::string prometheus_text(const std::string& command, const Json& answer);

}  // namespace pkgmap::cli
