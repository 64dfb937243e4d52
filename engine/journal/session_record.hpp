// The record of one session: which checks it suspended, for which package manager, and what became
// of them. docs/formats.md has the file format.
//
// The types of this file are plain values, and the functions are pure. A version of the program may
// read what another version wrote: unknown members are ignored, and missing members get their
// defaults (but see session_from_text()).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/journal/session_results.hpp"
#include "engine/system/result.hpp"
#include "parsers/source/check_name.hpp"
#include "parsers/source/digest.hpp"
#include "rules/nevra.hpp"
#include "rules/strength.hpp"

namespace pkgmap {

/// SuspendedCheck::kept_reason of a check that was resumed and is off again.
inline constexpr const char* kOffAgain =
    "it was resumed, and is off again: one of its tests or somebody did that";

/// A check that was monitored before the session, and that the session must resume.
struct SuspendedCheck {
  CheckName name;
  /// True if the process of the check ran before the session: a resume waits until that process
  /// runs again.
  bool process_ran = false;
  /// Names of the packages whose evidence suspended the check. Empty if only the cascade suspended
  /// it, or only evidence of the kind `acts-on` (rules::EvidenceKind::acts_on).
  std::vector<std::string> packages;
  CheckNames
      prerequisites;  ///< Every check that this check depends on, directly or through others.
  /// Why the last resume could not resume the check, as a clause for people. Empty if no resume has
  /// failed yet.
  std::string kept_reason;
  /// When monit's status first showed the check as off, in microseconds since the epoch; 0: not
  /// yet.
  std::int64_t off_usec = 0;
  /// Nobody can tell whether a person switched the check off, so only a resume by a person may
  /// monitor the check. `kept_reason` says which case it is:
  /// - The check went off again after a resume had monitored it.
  /// - The check was on when a suspend asked monit, and is off; the suspend died before it saw
  ///   which checks went off by the cascade.
  /// - The check was off at monit's first answer, perhaps already before the session.
  /// - The check went off while a substitute check kept its alarm.
  bool went_off_again = false;
  /// The strength of the strongest evidence for `packages`; `weak` if only a rule or the cascade
  /// suspended the check.
  rules::Strength strength = rules::Strength::weak;
  /// True if the check is removed: its package is gone, and no control file defines the check any
  /// more. monit still has the check, off, until monit reads its control file again.
  bool removed = false;
  /// True if monit monitors the check as soon as monit's start delay is over, because `onreboot`
  /// does not say otherwise. False if that is not known. Always false in a session that did not
  /// begin during monit's start delay.
  bool begins_on = false;
};

/// The content that monit compared a file with when the session began. Only older versions of this
/// program wrote it.
struct HeldBaseline {
  CheckName check;
  std::string path;
  Digest digest;  ///< Empty if it is not known, or if `none` is true.
  /// True if monit itself showed that it has no baseline, because the file did not exist.
  bool none = false;
};

/// A monit that could not be asked and was stopped for the time of the transaction.
struct StoppedMonit {
  /// Name of the systemd unit whose main process monit is; empty if monit was started by hand.
  std::string unit;
  std::vector<std::string> argv;  ///< Its command line; argv[0] is the path of its executable.
  std::string directory;          ///< Its working directory.
  int pid = 0;                    ///< Of monit, before it was stopped.
  std::uint64_t start_time = 0;   ///< Of this process, as SessionRecord::pid_start_time.
};

enum class SessionState : std::uint8_t {
  suspending,  ///< The record is on disk, but perhaps no check is off yet; also while unasked.
  suspended,   ///< The checks are off.
  transaction_ended,  ///< The transaction has ended, and the checks have to be resumed.
  kept,               ///< All checks are resumed except the leftover checks in `checks`.
};

struct SessionRecord {
  std::string id;
  std::string manager;                 ///< The package manager, as its hook names it.
  int pid = 0;                         ///< Of the package manager; 0: the session has none.
  std::uint64_t pid_start_time = 0;    ///< Field 22 of /proc/PID/stat: clock ticks since boot.
  int guard_pid = 0;                   ///< 0: no guard has signed yet (Journal::sign()).
  std::uint64_t guard_start_time = 0;  ///< As pid_start_time.
  std::string boot_id;                 ///< The boot in which the processes of the session run.
  std::int64_t since = 0;              ///< When the session began, in seconds since the epoch.
  std::int64_t until =
      0;  ///< When the lease ends, in seconds since the epoch; not exact if the clock was set.
  /// When the lease ends, in microseconds of the clock Processes::steady_usec(), which nobody can
  /// set. 0: an older version wrote the record, so only the guard of the session knows when.
  std::int64_t lease_ends_usec = 0;
  std::vector<std::string>
      packages;  ///< NEVRAs of the packages for which the session suspended checks.
  /// The package system of these packages; nullopt if the transaction did not tell.
  std::optional<rules::PackageSystem> package_system;
  std::string control_file;  ///< Its path.
  std::string monit_id;      ///< As monit's status shows it.
  /// When monit had last read its control file before the transaction
  /// (status::Status::incarnation), in seconds since the epoch; 0 if not known.
  std::int64_t incarnation = 0;
  SessionState state = SessionState::suspending;
  int resumer_pid = 0;  ///< The process that resumes the session; 0: no resume has begun.
  std::uint64_t resumer_start_time = 0;  ///< As pid_start_time.
  /// True if the session has resumed checks, and their recheck has not been made yet.
  bool unverified = false;
  /// True if monit has not answered since the session began: the session has suspended none of its
  /// checks yet, and whether one of these checks was off before is not known.
  bool unasked = false;
  /// True if somebody removed the record while the session was unasked, and the guard wrote the
  /// record again from memory: perhaps the record does not say that a hook has suspended checks
  /// meanwhile.
  bool written_again = false;
  /// monit's start delay in seconds, if nobody listened at monit's port when the session began;
  /// else 0.
  int start_delay = 0;
  /// When the process of this monit began, in seconds since the epoch; 0 if `start_delay` is 0.
  std::int64_t monit_began = 0;
  /// True if the package manager makes a series of transactions (docs/glossary.md).
  bool series = false;
  std::vector<SuspendedCheck> checks;
  /// Names of the unrelated checks: the plan does not suspend them, and monit monitored them when
  /// the session asked monit to unmonitor the checks of its plan. Empty as soon as monit's status
  /// has shown which of them monit's cascade switched off.
  CheckNames unrelated;
  std::vector<HeldBaseline> baselines;  ///< Empty unless an older version wrote the record.
  /// Names of the package managers whose hooks are in this session; the session ends when the last
  /// of these hooks leaves it.
  std::vector<std::string> hooks;
  std::int64_t settle_seconds = 30;  ///< How long processes may take to come back.
  /// The monit that the session stopped; nullopt if monit goes on running.
  std::optional<StoppedMonit> stopped;
  /// When the first resume began, in microseconds since the epoch; the transaction had ended by
  /// then. 0: no resume has begun.
  std::int64_t over_usec = 0;
  std::vector<std::string>
      good;  ///< Paths of the files whose content was good when the session began.
  /// Paths whose present content somebody accepts with this session.
  std::vector<std::string> accepts;
  SessionResults results;  ///< Of all resumes of the session so far.
  /// True if the newest text of the record is damaged or cannot be read: then this is the record of
  /// the text before, which lacks what happened since. True also if the signature of the guard
  /// cannot be read (guard_signature.hpp). Only the journal sets this member. Not written to disk.
  bool is_earlier = false;

  /// Returns the check with this name, as monit compares names; null if the session does not have
  /// it.
  const SuspendedCheck* find(const std::string& check) const;
};

/// Returns the word of the file format for the state.
const char* name_of(SessionState state);
/// Returns the state with this word; SessionState::suspended for an unknown word.
SessionState session_state_called(const std::string& name);

/// Returns the text of the file: JSON whose last member is a checksum of the text before it.
std::string to_text(const SessionRecord& record);
/// Returns the record for which to_text() returned `text`. Ignores blank lines at the end. A
/// missing state is SessionState::suspended. An Error if `text` is no session, has no list of
/// checks, or its checksum is wrong.
Result<SessionRecord> session_from_text(const std::string& text);

}  // namespace pkgmap
