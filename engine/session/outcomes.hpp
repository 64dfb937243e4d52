// The outcomes of a suspend and of a resume: values that the engine returns, and that the commands
// print and the host's log takes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/journal/session_record.hpp"
#include "engine/system/result.hpp"
#include "rules/judge/judge.hpp"
#include "rules/watched_daemon.hpp"

namespace pkgmap {

struct SuspendOutcome {
  std::optional<std::string> session;  ///< Its id; nullopt if no session was needed.
  std::size_t checks = 0;  ///< How many the control file has, monit's own system check included.
  std::vector<std::string> suspended;
  std::vector<std::string>
      not_suspended;  ///< The plan suspends them, but monit did not unmonitor them in time.
  std::vector<std::string> packages;  ///< NEVRAs that the suspended checks belong to.
  std::vector<std::string> notes;     ///< What people should know, one sentence each.
  /// What whoever runs the package manager has to mend, one line each.
  std::vector<std::string> warnings;
  /// An error after the session had begun; the session goes on all the same.
  std::optional<Error> trouble;
  /// Why monit is absent by right, so that nothing is suspended; empty otherwise.
  std::string absent;
  bool told = false;           ///< The hook that began the session has said the trouble.
  bool stopped_monit = false;  ///< monit could not be asked, so monit was stopped.
  bool refused = false;        ///< The policy wants the package manager to abort the transaction.
};

/// A file whose content is wrong.
struct Drift {
  std::string check;
  std::string path;
  rules::Standing standing = rules::Standing::changed;
  std::string reason{};         ///< A clause for people.
  std::string substitute{};     ///< Name of the substitute check; empty if there is none.
  bool by_transaction = false;  ///< As rules::FileVerdict::by_transaction.
};

/// Why a file is reported, the gravest first. Whether an unread file has changed, nobody knows.
enum class DriftKind : std::uint8_t { outside, transaction, unread };
DriftKind kind_of(const Drift& drift);
/// Returns words behind the path of the file: "changed outside any package".
const char* words_of(DriftKind kind);

/// A check that was monitored and is not resumed, with the reason.
struct NotResumed {
  std::string name;
  std::string reason;
};

/// A check that went with its package and its control file. Nobody misses it.
struct RemovedCheck {
  std::string name;
  bool monit_has_it = false;  ///< Off, until monit reads its control file again.
};

/// A check whose daemon the transaction has not reached, see rules::WatchedDaemon::outdated.
struct OutdatedDaemon {
  std::string check;
  rules::WatchedDaemon daemon;
};

struct ResumeOutcome {
  std::string session;
  bool finished = true;              ///< False if the guard has yet to do the rest.
  bool was_over = false;             ///< The session had ended before: its guard has resumed it.
  std::vector<std::string> resumed;  ///< The checks that this call resumed.
  std::vector<std::string> pending;  ///< Checks left to the guard or to another session.
  bool left_to_hooks = false;        ///< Other hooks are in the session; the last one resumes.
  std::vector<NotResumed> kept;      ///< Checks that stay suspended.
  std::vector<RemovedCheck> removed;
  /// Checks that somebody unmonitored while they were suspended, as monit's log says: no session
  /// has them any more.
  std::vector<std::string> said_off;
  /// Checks of which monit's log perhaps says so; they are resumed as all others.
  std::vector<std::string> perhaps_said_off;
  std::vector<NewBaseline> baselines;
  std::vector<Drift> drift;
  /// Why the package database could not be read: then nobody knew which content is packaged. Empty
  /// if it was read, or was not needed.
  std::string no_database;
  std::vector<std::string> substitutes_ended;  ///< Paths whose substitute check has ended.
  bool reloaded = false;
  /// Why monit was not reloaded although a reload was due. Empty if no reload was due, or monit was
  /// reloaded.
  std::string not_reloaded;
  /// Checks of the control file that monit has not read. Empty if that is not known.
  std::vector<std::string> unread;
  /// Daemons of the transaction's packages that go on with files that somebody has deleted, if this
  /// call has resumed their checks or has left them to the guard.
  std::vector<OutdatedDaemon> outdated;
  bool started_monit = false;  ///< monit was stopped for the transaction and runs again.
  /// The journal could not be written, although the checks are as this outcome says; the guard
  /// tries again.
  std::optional<Error> trouble;
  std::vector<std::string> packages;  ///< NEVRAs of the session.
  double seconds = 0;                 ///< Since the session began.
};

}  // namespace pkgmap
