// What `accept` prints, as text and as JSON (monit-pkgmap-formats(5)): what became of each path
// whose content an administrator accepts as good. Pure.
#pragma once

#include <string>

#include "engine/session/guard/file_recovery.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns one paragraph for each path; empty if there is no path.
std::string acceptance_text(const Acceptance& acceptance);
/// Returns the errors, for standard error, in lines that begin with "error: "; empty if all went
/// well, or if there was no file to accept.
std::string acceptance_troubles(const Acceptance& acceptance);
/// Returns the object that `accept --json` prints.
Json acceptance_json(const Acceptance& acceptance);
/// Returns the exit status, the first in this list that fits:
/// - 0: there was no file to accept;
/// - 6: a check stays off;
/// - 7: a file has drifted that was not accepted;
/// - 1: monit was not reloaded, so no file was accepted;
/// - 0: every file was accepted.
int status_of(const Acceptance& acceptance);

}  // namespace pkgmap::cli
