// The plan of a suspend with what it is made of, and the record that it becomes.
//
// Private to engine/session/suspend.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/journal/session_record.hpp"
#include "engine/session/host/host.hpp"
#include "parsers/status/status.hpp"
#include "parsers/transaction/transaction.hpp"
#include "rules/plan/evaluate.hpp"

namespace pkgmap {

/// Kept together because the facts point into the control file.
struct Planned {
  monitrc::Parsed parsed;
  std::vector<std::string> notes;
  rules::Facts facts;
  rules::Plan plan;
  /// monit will be started anew, and take everything as it is: a session sees to that, whether it
  /// suspends anything or not.
  bool replaces_monit = false;

  const std::vector<monitrc::Check>& checks() const { return parsed.control_file.checks; }
  bool suspends_nothing() const { return plan.with(rules::Decision::suspend).empty(); }
};

Result<std::unique_ptr<Planned>> plan_without_states(const Settings& settings,
                                                     const Transaction& transaction, Host& host);

/// The same once monit has said what is off, and the journal who switched it off.
void plan_with_states(Planned& planned, const Settings& settings, const status::Status& status,
                      const std::vector<SessionRecord>& sessions);

std::vector<std::string> names_in(const rules::CheckSet& set, const Planned& planned);

SessionRecord new_record(const Settings& settings, const Transaction& transaction,
                         const Planned& planned, const status::Status& status, Host& host);

/// Adds the checks and packages of the plan that the record does not have.
void add_plan(const Planned& planned, const rules::Policy& policy, Host& host,
              SessionRecord& record);

/// What other sessions know of the record's checks from before their own transactions, it has to
/// know as well.
void learn_from(const std::vector<SessionRecord>& others, SessionRecord& record);

bool has_hook(const SessionRecord& session, const std::string& manager);

/// The session of this very process that another hook has begun, or this one before it died; null
/// when there is none.
const SessionRecord* session_to_join(const std::vector<SessionRecord>& sessions,
                                     const Transaction& transaction, Host& host);

/// Takes everything over that a dead session left suspended.
void adopt(const SessionRecord& dead, SessionRecord& record);

}  // namespace pkgmap
