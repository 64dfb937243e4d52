// The plan of a suspend with the facts that it rests on, and the session record that the plan
// becomes.
//
// The functions change no file; plan_without_states() reads control files and packages. Private to
// engine/session/suspend.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/journal/session_record.hpp"
#include "engine/session/host/host.hpp"
#include "engine/session/outcomes.hpp"
#include "parsers/status/status.hpp"
#include "parsers/transaction/transaction.hpp"
#include "rules/plan/evaluate.hpp"

namespace pkgmap {

/// One object, because the facts point into the control file.
struct Planned {
  monitrc::Parsed parsed;
  std::vector<std::string> notes;     ///< As SuspendOutcome::notes.
  std::vector<std::string> warnings;  ///< As SuspendOutcome::warnings.
  /// The control file on disk has a mistake: the plan rests on what parses, and on the last
  /// reading. nullopt if it has none.
  std::optional<Error> mistake;
  rules::Facts facts;
  rules::Plan plan;
  /// The transaction changes the package of the running monit. monit will start again and take
  /// every content as good, so there is a session even if no check is suspended.
  bool replaces_monit = false;

  const std::vector<monitrc::Check>& checks() const { return parsed.control_file.checks; }
  bool suspends_nothing() const { return plan.with(rules::Decision::suspend).empty(); }
};

Result<std::unique_ptr<Planned>> plan_without_states(const Settings& settings,
                                                     const Transaction& transaction, Host& host);

/// Plans again, once monit's status says which checks are off, and the journal which of them a
/// session has suspended.
void plan_with_states(Planned& planned, const Settings& settings, const status::Status& status,
                      const std::vector<SessionRecord>& sessions);

/// An outcome without a session that has what the plan says to people.
SuspendOutcome new_outcome(const Planned& planned);

std::vector<std::string> names_in(const rules::CheckSet& set, const Planned& planned);

/// A record without baselines, whose guard has not started yet.
SessionRecord new_record(const Settings& settings, const Transaction& transaction,
                         const Planned& planned, const status::Status& status, Host& host);

/// Adds the checks and packages of the plan that the record does not have.
void add_plan(const Planned& planned, const rules::Policy& policy, Host& host,
              SessionRecord& record);

/// Copies into the record what other sessions that began saw of the same checks before their own
/// transactions.
void learn_from(const std::vector<SessionRecord>& others, SessionRecord& record);

/// Once monit has read its control file again, what other sessions saw before counts no more: every
/// check of the record gets the prerequisites that the plan's control file has.
void forget_learned_prerequisites(const Planned& planned, SessionRecord& record);

/// The session of the same process, if another hook began it, or the same hook began it and died
/// while it suspended. Returns null if there is none.
const SessionRecord* session_to_join(const std::vector<SessionRecord>& sessions,
                                     const Transaction& transaction, Host& host);

/// The session with the hook of a transaction that joins it; of a series from now on if the
/// transaction is of one.
SessionRecord joined_by(const Transaction& transaction, SessionRecord session);

/// Writes the joined session if its hooks say something new: it ends with the last of its hooks.
Done save_joined(const Journal& journal, const SessionRecord& before, const SessionRecord& joined);

/// Adds to `record` every check that a dead session left suspended; without its prerequisites if
/// monit has read its control file since.
void adopt(const SessionRecord& dead, SessionRecord& record);

}  // namespace pkgmap
