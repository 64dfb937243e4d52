// What `status`, `audit` and `history` say to Prometheus: its text format, for the textfile
// collector of node_exporter. monit-pkgmap-formats(5) lists the metrics. Pure.
#pragma once

#include <string>

#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns the metrics of an answer of the command, made of what `--json` prints, also for several
/// monits: then each sample has a label with the control file of its monit. An answer that is an
/// error says only that the command gave no answer.
std::string prometheus_text(const std::string& command, const Json& answer);

}  // namespace pkgmap::cli
