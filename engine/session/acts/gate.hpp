// The gate: says what the judge's verdicts on all files mean for a reload, and what a session tells
// people of the files.
//
// The functions are pure, but keep_records() changes the content records in memory. No function can
// fail.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/journal/content_records.hpp"
#include "engine/session/acts/file_look.hpp"
#include "engine/session/outcomes.hpp"

namespace pkgmap {

/// Returns a clause for people: why monit must not be reloaded. Returns nullopt if monit may be
/// reloaded.
std::optional<std::string> veto_of(const JudgedFiles& files);

/// Returns whether monit must read its control file even if no suspended check needs a new
/// baseline, for one of these reasons:
/// - A substitute check begins while monit does not hold the good content, or a substitute check
///   ends or is lost (monit does not have it).
/// - A file has its good content, monit compares the file with another content, and the test is not
///   `if changed`.
/// - Somebody accepts a content in place of monit's baseline, or a file that is missing or could
///   not be read.
bool is_reload_due(const JudgedFiles& files);

/// Returns whether the check of the file must stay suspended until monit has read its control file
/// again. True:
/// - for every file that is a reason for is_reload_due();
/// - if a reload makes the present content the new baseline;
/// - if the content is wrong or uncertain: Standing::changed, moved_link, unverified, unreadable,
///   too_large and races, and Standing::alarmed with FileVerdict::drift.
/// Otherwise false, also for a missing file and for a file without a known good content: monit
/// itself reports these two.
bool needs_baseline(const JudgedFile& file);

/// Returns the files that have drifted (FileVerdict::drift), and the files with a good content for
/// which monit holds another content as its baseline. If `unwatched` is true, leaves out the
/// drifted files that monit reports by itself.
std::vector<Drift> drift_in(const JudgedFiles& files, bool unwatched);

/// Returns the paths of the files that hold their good content. A session records them, so that a
/// later look can tell what changed since.
std::vector<std::string> good_files(const JudgedFiles& files);

/// Returns the files whose present content a reload makes the new baseline of monit.
std::vector<NewBaseline> new_baselines_in(const JudgedFiles& files);

/// Returns the names of the checks for which monit, after a reload, does not hold the content that
/// the judge had expected before the reload: something replaced the file meanwhile. `before` and
/// `after`: the results of a look before and after the reload. monit counts as holding the digest
/// that monit shows, or, if monit shows no digest, the content that stands at the path.
CheckNames raced_between(const JudgedFiles& before, const JudgedFiles& after);

/// How keep_records() knows which content monit holds.
struct Agreed {
  /// True if monit has been asked: then keep_records() does not record a content that monit does
  /// not hold yet. False if monit cannot be asked.
  bool as_shown = true;
  /// Only if `as_shown` is false, and only for a check without a record:
  /// - a time: when monit read the files, in seconds since the epoch. keep_records() records a
  ///   content that stands there unchanged since then.
  /// - nullopt: monit has yet to read the files, so keep_records() records every content that it
  ///   finds.
  std::optional<std::int64_t> read_at{};

  /// For a monit that cannot be asked.
  static Agreed unasked(std::optional<std::int64_t> read_at) { return {false, read_at}; }
};

/// Puts into `records`, for each check in `files` (JudgedFile::own_check), the content that monit
/// and this program agree upon. `control_file`: the path for ContentRecord::control_file. `now`:
/// microseconds since the epoch.
///
/// If they agree upon no content, the good content in the record stays as it is; the function then
/// changes at most ContentRecord::noted and ContentRecord::made. A check without a record and
/// without a substitute check then gets a record without a content, which says that this program
/// has looked. If monit cannot be asked, Agreed::read_at decides about a check without a record.
///
/// The record of a check whose path has changed since monit last read its control file stays as it
/// is.
void keep_records(const JudgedFiles& files, const std::string& control_file, std::int64_t now,
                  const Agreed& agreed, ContentRecords& records);

}  // namespace pkgmap
