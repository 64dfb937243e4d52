// What `history` prints: past sessions, as text and as JSON (monit-pkgmap-formats(5)). Pure. In all
// functions `session` is an element of History::sessions; a missing member counts as empty.
#pragma once

#include <string>
#include <vector>

#include "engine/journal/history.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns for each session the headline and a line with its packages, both wrapped, in the order
/// of History::sessions; "no session yet" if there is no session. Ends with a newline.
std::string history_text(const History& history);
/// Returns one line without a newline: when the session began, its id, which package manager ran
/// the transaction, and what became of the checks and files.
std::string past_session_headline(const Json& session);

/// What a session did about one file.
struct FileOfSession {
  const char* word;  ///< "baseline", "drift" or "ended".
  std::string told;  ///< What happened to the file, as a printable clause.
};
/// Returns the files with new baselines, then the drifted files, then the alarms of substitute
/// checks that ended.
std::vector<FileOfSession> files_of_session(const Json& session);

/// Returns everything that the history says about one session; ends with a newline.
std::string past_session_text(const Json& session);
/// Returns the object that `history --json` prints; its array of sessions may be empty.
Json history_answer(const History& history);

}  // namespace pkgmap::cli
