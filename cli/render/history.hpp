// What `history` prints: past sessions, as text and as JSON (docs/formats.md). Pure.
#pragma once

#include <string>

#include "engine/journal/history.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// One line for each session, the newest last.
std::string history_text(const History& history);
/// All that the history has about one session, an entry of History.
std::string past_session_text(const Json& session);
/// All sessions as JSON.
Json history_answer(const History& history);

}  // namespace pkgmap::cli
