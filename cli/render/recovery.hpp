// What `recover` prints, as text and as JSON (docs/formats.md), and its exit status. Pure.
#pragma once

#include <string>
#include <vector>

#include "engine/session/guard/recover.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns one line for each session; "no dead session to recover" if there was none.
std::string recovery_text(const std::vector<Recovered>& recovered);
/// Returns one line for each thing that needs a person; empty if there is none.
std::string recovery_troubles(const std::vector<Recovered>& recovered);
Json recovery_json(const std::vector<Recovered>& recovered);
int status_of(const std::vector<Recovered>& recovered);

/// `recover --if-stale` prints one line, which monit shows as the output of its check.
std::string stale_text(const Stale& stale);
Json stale_json(const Stale& stale);
/// Returns 0 if all is well.
int status_of(const Stale& stale);

/// "dnf4 (pid 4711)"
std::string manager_text(const SessionRecord& record);

}  // namespace pkgmap::cli
