// The history: past sessions, one line of JSON for each in the state directory, the newest last.
//
// The file is history.jsonl. When a line would make the file larger than a mebibyte, the file is
// first renamed to history.jsonl.1, in place of an older file with that name, and the line begins a
// new history.jsonl. The caller of add_to_history() holds the lock of the journal (not checked);
// read_history() needs no lock. Not thread-safe.
#pragma once

#include <string>
#include <vector>

#include "engine/journal/session_record.hpp"
#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap {

/// Returns an array of the drifted files, in the same order, as the history and `resume --json`
/// show them.
Json drift_json(const std::vector<Drift>& drift);

/// Returns a session as `history --json` shows it; see monit-pkgmap-formats(5), "history". `ended`:
/// when the session ended, in seconds since the epoch.
Json history_json(const SessionRecord& record, std::int64_t ended);

/// Adds a line about a session; the line is durable when the function returns. A session may get
/// several lines, of which read_history() returns the last. `ended`: as for history_json().
Done add_to_history(const StateStore& store, const SessionRecord& record, std::int64_t ended);

struct History {
  /// Each session once, as the newest line about it has it (history_json()). The session with the
  /// newest line comes last.
  std::vector<Json> sessions;
  /// One sentence for people about each line that is no JSON object: such a line is missing in
  /// `sessions`.
  std::vector<std::string> damage;
};

/// Reads both files. A file that does not exist counts as empty. An Error if a file cannot be read;
/// a damaged line is no Error.
Result<History> read_history(const StateStore& store);
/// As read_history(), for the state directory with this path. Returns an empty history if the
/// directory does not exist.
Result<History> read_history(const std::string& state_directory);

}  // namespace pkgmap
