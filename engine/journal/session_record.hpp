// The record of one session: which checks it suspended, for which package manager, and what must be
// true when it ends. docs/formats.md has the file format.
//
// Values. One version of the program may read what another one wrote: unknown members are ignored,
// missing members get their defaults.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/system/result.hpp"
#include "rules/nevra.hpp"
#include "rules/strength.hpp"

namespace pkgmap {

/// The kept_reason of a check that was resumed and whose went_off_again is true.
inline constexpr const char* kOffAgain =
    "it was resumed, and is off again: one of its tests or somebody did that";

/// A check that was monitored before the session and is ours to resume.
struct SuspendedCheck {
  std::string name;
  bool process_ran = false;           ///< Its process ran before: a resume waits for it.
  std::vector<std::string> packages;  ///< Names of the packages whose evidence suspended it; empty
                                      ///< if only the cascade did.
  std::vector<std::string>
      prerequisites;  ///< Every check that it depends on, directly or through others.
  /// Why it could not be resumed. Empty if no resume has tried yet, or none has failed.
  std::string kept_reason;
  std::int64_t off_usec =
      0;  ///< When monit was seen to have it off, in microseconds since the epoch; 0: not yet.
  /// Perhaps a person switched it off, so only a person may resume it: it went off again after it
  /// was resumed, or it went off while a suspend died.
  bool went_off_again = false;
  /// Of the strongest evidence for `packages`; `weak` if only a rule or the cascade suspended it.
  rules::Strength strength = rules::Strength::weak;
  /// It went with its package, and no control file defines it any more; monit has it, off, until it
  /// reads its control file again.
  bool removed = false;
  /// Of a session that began in monit's start delay: monit begins with the check on after a boot.
  bool begins_on = false;
};

/// The content that monit compared a file with when the session began. Only older versions wrote
/// it.
struct HeldBaseline {
  std::string check;
  std::string path;
  std::string algorithm;  ///< "md5", "sha1", "sha256"
  std::string digest;     ///< In hex; empty if not known, or if there is none.
  bool none =
      false;  ///< monit itself said that it has no baseline, because the file did not exist.
};

/// A check that this session has monitored again.
struct ResumedCheck {
  std::string name;
  double unwatched_seconds = 0;
  std::int64_t at_usec = 0;  ///< When monit showed it, in microseconds since the epoch.
};

/// A file whose new content became monit's baseline.
struct NewBaseline {
  std::string check;
  std::string path;
  std::string before;  ///< Digest in hex; empty if not known.
  std::string after;
  /// NEVRA of the package that shipped the content; empty if it is good for another reason.
  std::string package;
  std::string signature =
      {};  ///< Signature of the package's header, as in JSON; empty if not known.
};

/// A file with drift: its content is neither the good one nor what a package shipped.
struct DriftedFile {
  std::string check;
  std::string path;
  std::string substitute{};     ///< Name of its substitute check; empty if there is none.
  bool by_transaction = false;  ///< As rules::FileVerdict::by_transaction.
};

/// A lost check: nobody can resume it any more.
struct LostCheck {
  std::string name;
  std::string reason;
};

/// What became of a session so far; its line in the history is made of this.
struct SessionResults {
  std::vector<ResumedCheck> resumed;
  std::vector<LostCheck> lost;
  std::vector<NewBaseline> baselines;
  std::vector<DriftedFile> drift;
  std::vector<std::string> substitutes_ended;  ///< Names of the substitute checks that have ended.
  bool reloaded = false;
};

/// A monit that could not be asked and was stopped for the time of the transaction.
struct StoppedMonit {
  std::string unit;               ///< Name of its systemd unit; empty if monit was started by hand.
  std::vector<std::string> argv;  ///< Its command line; argv[0] is the path of its program.
  std::string directory;          ///< Its working directory.
  int pid = 0;
  std::uint64_t start_time = 0;  ///< As SessionRecord::pid_start_time.
};

enum class SessionState : std::uint8_t {
  suspending,  ///< In the journal; perhaps no check is unmonitored yet.
  suspended,
  ended,  ///< The transaction is over; the guard does the rest.
  kept,   ///< Resumed, but for its leftover checks.
};

struct SessionRecord {
  std::string id;
  std::string manager;                 ///< The package manager, as its hook names it.
  int pid = 0;                         ///< Of the package manager; 0: none.
  std::uint64_t pid_start_time = 0;    ///< Field 22 of /proc/PID/stat.
  int guard_pid = 0;                   ///< 0: no guard has written its pid here yet.
  std::uint64_t guard_start_time = 0;  ///< As pid_start_time.
  std::string boot_id;
  std::int64_t since = 0;  ///< Seconds since the epoch.
  std::int64_t until = 0;  ///< When the lease ends, in seconds since the epoch: for people.
  /// The same in microseconds of Processes::steady_usec(), which nobody can set; 0: an older
  /// version wrote the record, and only its guard knows.
  std::int64_t lease_ends_usec = 0;
  std::vector<std::string> packages;  ///< NEVRAs
  /// Whose packages they are; nullopt if the transaction did not tell.
  std::optional<rules::PackageSystem> package_system;
  std::string control_file;      ///< Its path.
  std::string monit_id;          ///< As monit's status shows it.
  std::int64_t incarnation = 0;  ///< Of monit before the transaction.
  SessionState state = SessionState::suspending;
  int resumer_pid = 0;                   ///< The process that resumes it; 0: none has begun.
  std::uint64_t resumer_start_time = 0;  ///< As pid_start_time.
  bool unverified = false;               ///< The recheck has not been made yet.
  /// monit has not answered since the session began: none of the checks is suspended, and whether
  /// one was off before is not known.
  bool unasked = false;
  /// Its guard wrote it again from memory while it was unasked: what a hook had suspended by then
  /// is perhaps not in it.
  bool written_again = false;
  /// If nobody listened for monit when the session began: monit's start delay in seconds; else 0.
  int start_delay = 0;
  /// The package manager makes a series of transactions, see docs/glossary.md.
  bool series = false;
  std::vector<SuspendedCheck> checks;
  /// Names of the unrelated checks when the session suspended its own. Empty as soon as monit's
  /// status has shown what the cascade switched off.
  std::vector<std::string> unrelated;
  std::vector<HeldBaseline> baselines;
  /// Names of the package managers whose hooks are in this session; the last hook to leave ends it.
  std::vector<std::string> hooks;
  std::int64_t settle_seconds = 30;     ///< How long processes may take to come back.
  std::optional<StoppedMonit> stopped;  ///< nullopt if monit goes on running.
  /// When the first resume began, and so the transaction was over; microseconds since the epoch; 0:
  /// it goes on.
  std::int64_t over_usec = 0;
  std::vector<std::string> good;     ///< Paths whose content was good when the session began.
  std::vector<std::string> accepts;  ///< Paths whose drift somebody has just accepted.
  SessionResults results;
  /// It was read from the text before the newest one, which cannot be read: what happened since
  /// then is not in it. Not written.
  bool is_earlier = false;

  /// Returns null if the session does not have the check.
  const SuspendedCheck* find(const std::string& check) const;
};

const char* name_of(SessionState state);
/// An unknown name stands for SessionState::suspended.
SessionState session_state_called(const std::string& name);

/// Returns JSON whose last member is a checksum of the text before it.
std::string to_text(const SessionRecord& record);
/// Ignores blank lines at the end. An Error if the text is no session or its checksum is wrong.
Result<SessionRecord> session_from_text(const std::string& text);

}  // namespace pkgmap
