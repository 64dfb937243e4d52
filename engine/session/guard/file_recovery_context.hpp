// What ending an alarm needs to know of the host, and the session that does it.
//
// Private to file_recovery.cpp and accept.cpp.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/journal/content_records.hpp"
#include "engine/session/acts/file_look.hpp"
#include "engine/session/host/host.hpp"
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

/// Also notes what monit and we agree upon. The caller holds the lock; `reading` has read ahead.
Result<Context> look(const Settings& settings, const Journal& journal, FileLook& reading,
                     Host& host);

/// Whether monit shows what our record does not have: it read its control file anew, somebody
/// monitors a check whose content was to be told of, or `if changed` went on. Asks for no page.
bool is_look_due(const monitrc::ControlFile& control_file, const status::Status& status,
                 const ContentRecords& records);

/// Off, and no session has it.
bool is_off(const Context& context, const std::string& check);

/// Adds the check, unless there is none of that name or the record has it.
void add_check(const Context& context, const std::string& name, Host& host, SessionRecord& record);

/// Over, but for being resumed; whoever finds its maker dead finds it dead.
SessionRecord new_session(const char* manager, const Settings& settings, const Context& context,
                          Host& host);

}  // namespace pkgmap::file_recovery
