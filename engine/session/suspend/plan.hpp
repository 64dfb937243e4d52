// Makes the plan of a suspend, with the facts that it rests on, and the session record that the
// plan becomes.
//
// Two functions write: save_joined() writes the session, and plan_without_states() writes the last
// reading (engine/journal/last_reading.hpp). Private to engine/session/suspend. For one thread.
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

/// The plan with what it rests on, in one object, because `facts` points into `parsed`.
struct Planned {
  monitrc::Parsed parsed;
  std::vector<std::string> notes;     ///< As SuspendOutcome::notes.
  std::vector<std::string> warnings;  ///< As SuspendOutcome::warnings.
  /// The mistake in the control file on disk: then the plan rests on the statements that parse, and
  /// on the last reading (the checks of the last control file without a mistake). nullopt if the
  /// control file has no mistake.
  std::optional<Error> mistake;
  rules::Facts facts;
  rules::Plan plan;
  /// True if the transaction changes the package of the running monit. monit will start again and
  /// take every content as good, so there is a session even if no check is suspended.
  bool replaces_monit = false;

  const std::vector<monitrc::Check>& checks() const { return parsed.control_file.checks; }
  bool suspends_nothing() const { return plan.with(rules::Decision::suspend).empty(); }
};

/// Reads the control file and the packages, and makes a plan that takes every check as monitored.
/// An Error if the control file, even with the last reading, or the packages give no answer.
Result<std::unique_ptr<Planned>> plan_without_states(const Settings& settings,
                                                     const Transaction& transaction, Host& host);

/// Plans again, now with monit's status, which says which checks are off, and with the sessions of
/// this monit, which say which of these checks a session has suspended.
void plan_with_states(Planned& planned, const Settings& settings, const status::Status& status,
                      const std::vector<SessionRecord>& sessions);

/// Returns an outcome without a session, with the notes and warnings of the plan.
SuspendOutcome new_outcome(const Planned& planned);

/// Returns the names of the checks in `set` (indices into planned.checks(), from 0).
CheckNames names_in(const rules::CheckSet& set, const Planned& planned);

/// Returns a new record with the checks of the plan. No guard has started yet, and the caller fills
/// in SessionRecord::good.
SessionRecord new_record(const Settings& settings, const Transaction& transaction,
                         const Planned& planned, const status::Status& status, Host& host);

/// Adds to the record the checks that the plan suspends, and the packages that they belong to. A
/// check that the record has already learns the packages and the strength, and whether its process
/// runs. `policy`: the policy of the plan. `host` says which processes run.
void add_plan(const Planned& planned, const rules::Policy& policy, Host& host,
              SessionRecord& record);

/// Copies into the checks of the record what the sessions of `others` saw of the same checks before
/// their own transactions: whether the process ran, packages, strength, and when the check went
/// off; also prerequisites, if monit has not read its control file since. A session that
/// never_began() does not count.
void learn_from(const std::vector<SessionRecord>& others, SessionRecord& record);

/// Gives every check of the record exactly the prerequisites that the control file of the plan has.
/// For a monit that has read its control file again: prerequisites that other sessions saw before
/// do not count any more.
void forget_learned_prerequisites(const Planned& planned, SessionRecord& record);

/// Returns the session that this transaction joins, or null if there is none. The session is of the
/// same package manager process, which still runs. It has a guard and at least one hook, and it is
/// in SessionState::suspending or suspended.
///
/// If the session has the hook of this transaction already, the transaction joins it in two cases
/// only. Either the transaction is of a series (several transactions of one process, such as
/// zypper), or the session is still in SessionState::suspending, since an earlier suspend of this
/// hook died. The pointer is valid as long as the list.
const SessionRecord* session_to_join(const std::vector<SessionRecord>& sessions,
                                     const Transaction& transaction, Host& host);

/// Returns `session` with the hook of the transaction that joins it. The result is of a series if
/// `session` or the transaction is.
SessionRecord joined_by(const Transaction& transaction, SessionRecord session);

/// Writes `joined` if its hooks or its series differ from `before`, the same session before the
/// join.
Done save_joined(const Journal& journal, const SessionRecord& before, const SessionRecord& joined);

/// Adds to `record` every check and package of the dead session, and its baselines. A check that
/// the record has already learns from the dead session as by learn_from(). If monit has read its
/// control file since the dead session began, the prerequisites that this session saw are left out.
void adopt(const SessionRecord& dead, SessionRecord& record);

}  // namespace pkgmap
