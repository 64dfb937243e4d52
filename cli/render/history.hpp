// Past sessions, as text and as JSON.
#pragma once

#include <string>

#include "engine/journal/history.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// A line a session, the newest last.
std::string history_text(const History& history);
/// All that is known of one.
std::string past_session_text(const Json& session);
Json history_answer(const History& history);

}  // namespace pkgmap::cli
