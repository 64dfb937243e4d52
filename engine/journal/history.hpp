// The history: past sessions, one line of JSON for each in the state directory, the newest last.
//
// When the file has a mebibyte, it replaces history.jsonl.1, and a new file begins. Not
// thread-safe.
#pragma once

#include <string>
#include <vector>

#include "engine/journal/session_record.hpp"
#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap {

/// Returns a session as `history --json` shows it; see monit-pkgmap-formats(5), "history". `ended`:
/// when it ended, in seconds since the epoch.
Json history_json(const SessionRecord& record, std::int64_t ended);

/// Adds the line of a session; the line is durable when the function returns. A later line about
/// the same session replaces it for readers.
Done add_to_history(const StateStore& store, const SessionRecord& record, std::int64_t ended);

struct History {
  /// The oldest first, as JSON of history_json(); of several lines about a session only the last
  /// one.
  std::vector<Json> sessions;
  /// The lines that cannot be read, one sentence each for people.
  std::vector<std::string> damage;
};

/// Reads both files. Returns an empty history if there is none. An Error if a file cannot be read.
Result<History> read_history(const StateStore& store);
/// As read_history(), for the state directory with this path, which need not exist.
Result<History> read_history(const std::string& state_directory);

}  // namespace pkgmap
