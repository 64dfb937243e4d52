// Gathers what `recover` and `accept` need to know before they end a substitute check, and makes
// the record of the session that ends it.
//
// Private to file_recovery.cpp and accept.cpp. For one thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/journal/content_records.hpp"
#include "engine/session/acts/file_look.hpp"
#include "engine/session/host/host.hpp"
#include "engine/session/host/turn.hpp"
#include "rules/substitute.hpp"

namespace pkgmap::file_recovery {

struct Context {
  monitrc::Parsed parsed;
  std::unique_ptr<MonitClient> monit;
  std::unique_ptr<PackageDatabase> database;
  status::Status status;
  ContentRecords records;
  std::vector<rules::SubstituteCheck> substitutes;  ///< Those of this monit.
  JudgedFiles files;
  std::vector<SessionRecord> sessions;  ///< Those of this monit.

  const std::vector<monitrc::Check>& checks() const { return parsed.control_file.checks; }
};

/// Gathers the context. If monit and this program agree upon the content of a file, puts this
/// content into Context::records and into the content records on disk; ignores an Error of this
/// writing, since the next call writes the same. `reading`: a FileLook of the caller, which may
/// have read the files ahead.
///
/// The caller has the turn (engine/session/host/turn.hpp) at the call and again at the return;
/// while this process waits for monit, other processes may have the turn. An Error if the control
/// file has an error, if monit, the packages or the journal give no answer, or if the process does
/// not get the turn again (Turn::is_held()).
Result<Context> look(const Settings& settings, const Journal& journal, Turn& turn,
                     FileLook& reading, Host& host);

/// Returns whether look() may have something to write, as far as `status` says. Sends no request to
/// monit. True if one of these holds for a check of monit with a checksum test without `expect`:
/// - There is no content record.
/// - monit monitors the check, and the record notes a drift (ContentRecord::noted).
/// - monit monitors the check, and ContentRecord::incarnation is not that of `status`; with an `if
///   changed` test only if monit shows a content.
/// - monit monitors the check, and an `if changed` test has taken a content that the record does
///   not have.
bool is_look_due(const monitrc::ControlFile& control_file, const status::Status& status,
                 const ContentRecords& records);

/// Returns whether the check with this name is off and no session has it. False if monit does not
/// have it.
bool is_off(const Context& context, const std::string& check);

/// Returns the names of the dependents that went off together with the check (rules/cascade.hpp
/// says how that is known), without those that a session has.
CheckNames taken_along(const Context& context, const std::string& check);

/// Adds the check with this name to the record, as a check that went off now. Adds no check if the
/// control file has none with this name, or if the record has it already.
void add_check(const Context& context, const std::string& name, Host& host, SessionRecord& record);

/// Returns the record of a new session that only waits for its resume. The record has no checks,
/// and is not on disk. It names this process as its guard, so that the session counts as dead as
/// soon as this process has ended. `manager`: for SessionRecord::manager.
SessionRecord new_session(const char* manager, const Settings& settings, const Context& context,
                          Host& host);

}  // namespace pkgmap::file_recovery
