// What `history` prints: past sessions, as text and as JSON (monit-pkgmap-formats(5)). Pure.
#pragma once

#include <string>
#include <vector>

#include "engine/journal/history.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns two wrapped lines for each session, the newest last; "no session yet" if there is no
/// session. Ends with a newline, as past_session_text() does.
std::string history_text(const History& history);
/// Returns when the session began, who ran the transaction, and what became of the checks and
/// files.
std::string past_session_headline(const Json& session);

/// What a session did about one file.
struct FileOfSession {
  const char* word;  ///< "baseline", "drift" or "ended".
  std::string told;  ///< A clause, printable.
};
/// Returns the new baselines, then the drift, then the alarms that ended.
std::vector<FileOfSession> files_of_session(const Json& session);

/// Returns all that the history has about one session. `session` is an element of
/// History::sessions; a missing member counts as empty.
std::string past_session_text(const Json& session);
/// Returns the object that `history --json` prints; its array of sessions may be empty.
Json history_answer(const History& history);

}  // namespace pkgmap::cli
