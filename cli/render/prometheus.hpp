// What `status`, `audit` and `history` print with --prometheus: metrics in the text format of
// Prometheus, for the textfile collector of node_exporter. monit-pkgmap-formats(5) lists the
// metrics. Pure.
#pragma once

#include <string>

#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns the metrics. `answer` is what `command` prints with --json. `command` is the name of the
/// command. If the answer is about several monits, each sample has a label with the control file of
/// its monit. For an answer that is an error, the only metric says that the command gave no answer.
std::string prometheus_text(const std::string& command, const Json& answer);

}  // namespace pkgmap::cli
