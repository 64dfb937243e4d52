// What `recover` found and did, as text and as JSON.
#pragma once

#include <string>
#include <vector>

#include "engine/session/guard/recover.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// A line a session; "nothing to recover" when there was none.
std::string recovery_text(const std::vector<Recovered>& recovered);
/// What needs a person, a line each; may be empty.
std::string recovery_troubles(const std::vector<Recovered>& recovered);
Json recovery_json(const std::vector<Recovered>& recovered);
int status_of(const std::vector<Recovered>& recovered);

/// One line: monit shows it.
std::string stale_text(const Stale& stale);
Json stale_json(const Stale& stale);
/// 0: all is well.
int status_of(const Stale& stale);

/// "dnf4 (pid 4711)"
std::string manager_text(const SessionRecord& record);

}  // namespace pkgmap::cli
