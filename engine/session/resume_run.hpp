// The state of one resume: what it works with, and its steps as functions.
//
// Private to resume.cpp and resume_steps.cpp.
#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include "engine/facts/control_file.hpp"
#include "engine/journal/journal.hpp"
#include "engine/monit/client.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/session/acting.hpp"
#include "engine/session/resume.hpp"
#include "rules/resumption.hpp"

namespace pkgmap {

struct ResumeRun {
  const Settings& settings;
  const Journal& journal;
  SessionRecord record;
  std::vector<SessionRecord> others;  ///< The other open sessions.
  monitrc::Parsed parsed;
  /// Those of the control file; of a control file that cannot be understood, those that monit runs,
  /// with what the journal knows of their prerequisites.
  std::vector<monitrc::Check> checks;
  std::unique_ptr<MonitClient> monit;
  std::optional<MonitDaemon> daemon;
  std::unique_ptr<PackageDatabase>
      database;  ///< Null when it cannot be read: then no package answers for anything.
  ResumeOutcome outcome;

  const monitrc::ControlFile& control_file() const { return parsed.control_file; }
};

/// What stands in the way of each check, and which wait for a new baseline.
Result<std::vector<rules::ResumeFacts>> resume_facts(ResumeRun& run);

/// Monitors a set that may come back and waits until it is true. Says what came back.
Result<std::vector<std::string>> monitor_set(ResumeRun& run, const rules::CheckSet& set);

/// Waits until each of these has been checked once; a reload before that would make its `changed`
/// tests fire.
void await_first_check(ResumeRun& run, const std::vector<std::string>& names,
                       std::int64_t since_usec);

/// Why no reload can come, as far as that is known before one is tried; nothing: it may come.
Result<std::optional<std::string>> reload_refused(ResumeRun& run, GateAnswer& gate);

/// Gate, reload, comparison with monit's pages. Nothing: monit holds the right baselines. Otherwise
/// why all checks that wait for one must stay suspended.
Result<std::optional<std::string>> take_new_baselines(ResumeRun& run);

}  // namespace pkgmap
