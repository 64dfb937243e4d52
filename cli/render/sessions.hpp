// What `status` prints, as text and as JSON (monit-pkgmap-formats(5)). Pure.
#pragma once

#include <string>

#include "engine/queries/sessions.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns a paragraph for each session, a line for each leftover check, and the substitute checks.
/// Without sessions and leftover checks the text begins with "no check is suspended". The text
/// shows how old each session is at the time `now`, in seconds since 1970. `hooks_off` is that of
/// bypassed_text().
std::string sessions_text(const SessionsView& view, std::int64_t now, bool hooks_off = false);
/// Returns the same as an object, with the time at which each session began instead of its age; its
/// arrays may be empty.
Json sessions_json(const SessionsView& view);

}  // namespace pkgmap::cli
