// One session as the journal keeps it: what was suspended, for whom, and what
// must be true again when it ends. docs/formats.md has the file format.
//
// Values. Written by one version and read by another: members that are not
// known are passed over, members that are missing get their defaults.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/system/result.hpp"

namespace pkgmap {

/// The reason of a check whose SuspendedCheck::went_off_again is true.
inline constexpr const char* kOffAgain =
    "it was resumed, and is off again: one of its tests or somebody did that";

/// A check that was monitored before the session and is ours to resume.
struct SuspendedCheck {
  std::string name;
  bool process_ran = false;  ///< Its process ran before: wait for it to come back.
  std::vector<std::string>
      packages;  ///< Names whose evidence suspended it; empty: only the cascade did.
  std::vector<std::string> prerequisites;  ///< Every check that it depends on, directly or not.
  std::string kept_reason;  ///< Why it could not be resumed; empty: it was not tried or it may be.
  std::int64_t off_usec = 0;    ///< When it was seen to be off; 0: not yet.
  bool went_off_again = false;  ///< Maybe somebody's word: only a person may resume it. It was
                                ///< resumed, and is off again, or nobody saw it go.
};

/// The content that monit compared a file with when the session began.
struct HeldBaseline {
  std::string check;
  std::string path;
  std::string algorithm;  ///< "md5", "sha1", "sha256"
  std::string digest;     ///< Empty: not known, or none.
  bool none = false;      ///< monit itself said that it holds none: it had no file to take it from.
};

/// A check that this session has monitored again.
struct ResumedCheck {
  std::string name;
  double unwatched_seconds = 0;
  std::int64_t at_usec = 0;  ///< When monit said so.
};

/// A file whose new content became monit's baseline.
struct NewBaseline {
  std::string check;
  std::string path;
  std::string before;  ///< Empty: was not known.
  std::string after;
  std::string package;         ///< NEVRA; empty: unchanged content whose baseline was not known.
  std::string signature = {};  ///< Of that header, as in JSON; empty: not known.
};

/// A content that is neither the baseline nor what a package shipped.
struct DriftedFile {
  std::string check;
  std::string path;
  std::string substitute{};  ///< The substitute check; empty: none.
};

/// A check that nobody can resume any more.
struct LostCheck {
  std::string name;
  std::string reason;
};

/// What became of a session so far; the history is made of it.
struct SessionResults {
  std::vector<ResumedCheck> resumed;
  std::vector<LostCheck> lost;
  std::vector<NewBaseline> baselines;
  std::vector<DriftedFile> drift;
  std::vector<std::string> substitutes_ended;  ///< Checks that kept one alive, and are gone.
  bool reloaded = false;
};

/// A monit that could not be asked and was stopped for the time of the transaction.
struct StoppedMonit {
  std::string unit;               ///< systemd's name for it; empty: it was started by hand.
  std::vector<std::string> argv;  ///< Its command line, argv[0] the path of its program.
  std::string directory;          ///< Its working directory.
  int pid = 0;
  std::uint64_t start_time = 0;  ///< As SessionRecord::pid_start_time.
};

enum class SessionState : std::uint8_t {
  suspending,  ///< Journalled, maybe nothing unmonitored yet.
  suspended,
  ended,  ///< The transaction is over; the rest is left to the guard.
  kept,   ///< Resumed but for what could not be.
};

struct SessionRecord {
  std::string id;
  std::string manager;
  int pid = 0;                         ///< The package manager's; 0: none.
  std::uint64_t pid_start_time = 0;    ///< Field 22 of /proc/PID/stat.
  int guard_pid = 0;                   ///< 0: no guard has sent its ready notification yet.
  std::uint64_t guard_start_time = 0;  ///< As pid_start_time.
  std::string boot_id;
  std::int64_t since = 0;             ///< Seconds since the epoch.
  std::int64_t until = 0;             ///< When the lease runs out.
  std::vector<std::string> packages;  ///< NEVRAs
  std::string control_file;
  std::string monit_id;
  std::int64_t incarnation = 0;
  SessionState state = SessionState::suspending;
  int resumer_pid = 0;                   ///< Who resumes it; 0: nobody has begun.
  std::uint64_t resumer_start_time = 0;  ///< As pid_start_time.
  bool unverified = false;  ///< Nobody has looked yet whether what it resumed stays monitored.
  std::vector<SuspendedCheck> checks;
  /// What else was monitored, until somebody has seen what monit took along; names.
  std::vector<std::string> unrelated;
  std::vector<HeldBaseline> baselines;
  /// The hooks that are in this session, by the name of their manager; the last to leave ends it.
  std::vector<std::string> hooks;
  std::int64_t settle_seconds = 30;  ///< How long processes may take to come back.
  std::optional<StoppedMonit> stopped;
  std::vector<std::string> accepts;  ///< Paths whose drift somebody has just accepted.
  SessionResults results;

  const SuspendedCheck* find(const std::string& check) const;
};

const char* name_of(SessionState state);
SessionState session_state_called(const std::string& name);

/// JSON whose last member is a checksum of what stands before it.
std::string to_text(const SessionRecord& record);
/// Blank lines at the end are passed over. An Error for a text whose checksum does not fit.
Result<SessionRecord> session_from_text(const std::string& text);

}  // namespace pkgmap
