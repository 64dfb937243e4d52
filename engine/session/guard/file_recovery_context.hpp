// The context that `recover` and `accept` need to end a substitute check, and the session that ends
// it.
//
// Private to file_recovery.cpp and accept.cpp.
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
  std::vector<rules::SubstituteCheck> substitutes;
  JudgedFiles files;
  std::vector<SessionRecord> sessions;

  const std::vector<monitrc::Check>& checks() const { return parsed.control_file.checks; }
};

/// Gathers the context, and records what monit and this program agree upon. `reading` has read the
/// files ahead; the caller has the turn. An Error if the control file, monit, the packages or the
/// journal give no answer.
Result<Context> look(const Settings& settings, const Journal& journal, Turn& turn,
                     FileLook& reading, Host& host);

/// Whether monit's status shows what our record does not have: monit has read its control file
/// since, somebody monitors a check whose drift had only been noted, or `if changed` took another
/// content. Reads no page of monit.
bool is_look_due(const monitrc::ControlFile& control_file, const status::Status& status,
                 const ContentRecords& records);

/// Whether the check is off and no session has it.
bool is_off(const Context& context, const std::string& check);

/// The dependents that went off together with the check, and that no session has; see
/// rules/cascade.hpp.
std::vector<std::string> taken_along(const Context& context, const std::string& check);

/// Adds the check to the record, unless no check has that name or the record has it already.
void add_check(const Context& context, const std::string& name, Host& host, SessionRecord& record);

/// A session that only waits for its resume. Its guard is this process, so that it counts as dead
/// as soon as this process has ended.
SessionRecord new_session(const char* manager, const Settings& settings, const Context& context,
                          Host& host);

}  // namespace pkgmap::file_recovery
