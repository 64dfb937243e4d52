// What ending an alarm needs to know of the host, and the session that does it.
//
// Private to file_recovery.cpp and accept.cpp.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/session/host/host.hpp"
#include "rules/substitute.hpp"

namespace pkgmap::file_recovery {

struct Context {
  monitrc::Parsed parsed;
  std::unique_ptr<MonitClient> monit;
  std::unique_ptr<PackageDatabase> database;
  status::Status status;
  std::vector<HeldBaseline> baselines;
  std::vector<rules::SubstituteCheck> substitutes;
  std::vector<SessionRecord> sessions;

  const std::vector<monitrc::Check>& checks() const { return parsed.control_file.checks; }
};

/// The caller holds the lock.
Result<Context> look(const Settings& settings, const Journal& journal, Host& host);

/// Off, and no session has it.
bool is_off(const Context& context, const std::string& check);

/// monit looks at a check only while it is on: one whose last look came after the file had changed
/// saw the change, and went off by its own test. Who switched it off before, meant it.
bool saw_its_file(const Context& context, const monitrc::Check& check, Host& host);

/// Its checksum test has `then unmonitor`.
bool switches_itself_off(const monitrc::Check& check);

/// Adds the check, unless there is none of that name or the record has it.
void add_check(const Context& context, const std::string& name, Host& host, SessionRecord& record);

/// Over, but for being resumed; whoever finds its maker dead finds it dead.
SessionRecord new_session(const char* manager, const Settings& settings, const Context& context,
                          Host& host);

}  // namespace pkgmap::file_recovery
