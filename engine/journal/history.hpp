// The history: past sessions, one line of JSON for each in the state directory, the newest last.
//
// The file has a mebibyte at most; then it becomes history.jsonl.1 in place of the file that had
// this name.
#pragma once

#include <string>
#include <vector>

#include "engine/journal/session_record.hpp"
#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap {

/// A session that ended, as `history --json` shows it; monit-pkgmap-formats(5), "history". `ended`:
/// seconds since the epoch.
Json history_json(const SessionRecord& record, std::int64_t ended);

/// Adds the line; it is durable when the function returns.
Done add_to_history(const StateStore& store, const SessionRecord& record, std::int64_t ended);

struct History {
  std::vector<Json> sessions;       ///< The oldest first; only the last line about each session.
  std::vector<std::string> damage;  ///< Lines that cannot be read, one sentence each for people.
};

/// Returns an empty history if there is no file. An Error if a file cannot be read.
Result<History> read_history(const StateStore& store);
/// The same for a state directory, which need not exist.
Result<History> read_history(const std::string& state_directory);

}  // namespace pkgmap
