// What `history` prints: past sessions, as text and as JSON (monit-pkgmap-formats(5)). Pure.
#pragma once

#include <string>

#include "engine/journal/history.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns two wrapped lines for each session, the newest last; "no session yet" if there is no
/// session. Ends with a newline, as past_session_text() does.
std::string history_text(const History& history);
/// Returns all that the history has about one session. `session` is an element of
/// History::sessions; a missing member counts as empty.
std::string past_session_text(const Json& session);
/// Returns the object that `history --json` prints; its array of sessions may be empty.
Json history_answer(const History& history);

}  // namespace pkgmap::cli
