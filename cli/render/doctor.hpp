// What `doctor` prints, as text and as JSON (monit-pkgmap-formats(5)). Pure.
#pragma once

#include <string>
#include <vector>

#include "cli/screen.hpp"
#include "engine/queries/host_finding.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns a line for each finding, and below this line what to do about it, if there is something
/// to do. Ends with a newline; empty if there is no finding. `style` colours warnings and failures.
std::string doctor_text(const std::vector<HostFinding>& findings, const Style& style);
/// Returns an object with all findings; their list may be empty.
Json doctor_json(const std::vector<HostFinding>& findings);

}  // namespace pkgmap::cli
