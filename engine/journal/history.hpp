// Past sessions: one line of JSON each in the state directory, the newest last.
//
// The file is bounded: beyond a mebibyte it becomes history.jsonl.1, and the one before that goes.
#pragma once

#include <string>
#include <vector>

#include "engine/journal/session_record.hpp"
#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap {

/// A session that ended, as `history --json` shows it; docs/formats.md, "history".
Json history_json(const SessionRecord& record, std::int64_t ended);

/// Durable when it returns.
Done add_to_history(const StateStore& store, const SessionRecord& record, std::int64_t ended);

struct History {
  std::vector<Json> sessions;       ///< The oldest first; of a session that ended twice the last.
  std::vector<std::string> damage;  ///< Lines that cannot be read, for people.
};

Result<History> read_history(const StateStore& store);
/// The same of a state directory, which need not exist.
Result<History> read_history(const std::string& state_directory);

}  // namespace pkgmap
