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

/// A check that was monitored before the session and is ours to resume.
struct SuspendedCheck {
  std::string name;
  bool process_ran = false;  ///< Its process ran before: wait for it to come back.
  std::vector<std::string>
      packages;  ///< Names whose evidence suspended it; empty: only the cascade did.
  std::vector<std::string> above;  ///< Every check that it depends on, directly or not.
  std::string kept_reason;  ///< Why it could not be resumed; empty: it was not tried or it may be.
};

/// The content that monit compared a file with when the session began.
struct HeldBaseline {
  std::string check;
  std::string path;
  std::string algorithm;  ///< "md5", "sha1", "sha256"
  std::string digest;     ///< Empty: not known, or none.
  bool none = false;      ///< monit itself said that it holds none: it had no file to take it from.
};

enum class Phase : std::uint8_t {
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
  int guard_pid = 0;                   ///< 0: no guard has given its word yet.
  std::uint64_t guard_start_time = 0;  ///< As pid_start_time.
  std::string boot_id;
  std::int64_t since = 0;             ///< Seconds since the epoch.
  std::int64_t until = 0;             ///< When the lease runs out.
  std::vector<std::string> packages;  ///< NEVRAs
  std::string control_file;
  std::string monit_id;
  std::int64_t incarnation = 0;
  Phase phase = Phase::suspending;
  std::vector<SuspendedCheck> checks;
  std::vector<HeldBaseline> baselines;

  const SuspendedCheck* find(const std::string& check) const;
};

const char* name_of(Phase phase);

std::string to_text(const SessionRecord& record);
Result<SessionRecord> session_from_text(const std::string& text);

}  // namespace pkgmap
