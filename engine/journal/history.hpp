// The history: past sessions, one line of JSON for each in the state directory, the newest last.
//
// The file is history.jsonl. When a line would make it larger than a mebibyte, the file first
// replaces history.jsonl.1, and a new history.jsonl begins. The caller of add_to_history() holds
// the lock of the journal; read_history() needs no lock. Not thread-safe.
#pragma once

#include <string>
#include <vector>

#include "engine/journal/session_record.hpp"
#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap {

/// Returns the files as the history and `resume --json` show them.
Json drift_json(const std::vector<Drift>& drift);

/// Returns a session as `history --json` shows it; see monit-pkgmap-formats(5), "history". `ended`:
/// when the session ended, in seconds since the epoch.
Json history_json(const SessionRecord& record, std::int64_t ended);

/// Adds a line about a session; the line is durable when the function returns. Of several lines
/// about a session, read_history() returns the last one. `ended`: as for history_json().
Done add_to_history(const StateStore& store, const SessionRecord& record, std::int64_t ended);

struct History {
  /// Each session once, as history_json() returns it, in the order of the last lines about each:
  /// the session with the newest line comes last.
  std::vector<Json> sessions;
  /// One sentence for people about each line that is no JSON object.
  std::vector<std::string> damage;
};

/// Reads both files. Returns an empty history if there is no file. An Error if a file cannot be
/// read; a damaged line is no Error.
Result<History> read_history(const StateStore& store);
/// As read_history(), for the state directory with this path. Returns an empty history if the
/// directory does not exist.
Result<History> read_history(const std::string& state_directory);

}  // namespace pkgmap
