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

/// Returns why monit must not be reloaded, as a clause for people, or nullopt if monit may be
/// reloaded.
std::optional<std::string> veto_of(const JudgedFiles& files);

/// Returns whether monit must read its control file even if no suspended check needs a new
/// baseline: a substitute check begins, ends or is lost; monit compares a file that has its good
/// content with another content; or somebody accepts a content.
bool is_reload_due(const JudgedFiles& files);

/// Returns whether the check of the file must stay suspended until monit has read its control file
/// again. True for every file that is a reason for is_reload_due(). Otherwise false for a missing
/// file and for a file without a known good content, since monit itself reports both.
bool needs_baseline(const JudgedFile& file);

/// Returns the files whose content is wrong, and the files whose content is good again but for
/// which monit holds another content as its baseline. If `unwatched` is true, leaves out the files
/// with a wrong content that monit reports by itself.
std::vector<Drift> drift_in(const JudgedFiles& files, bool unwatched);

/// Returns the paths of the files that hold their good content. A session records them, so that a
/// later look can tell what changed since.
std::vector<std::string> good_files(const JudgedFiles& files);

/// Returns the files whose present content a reload makes the new baseline of monit.
std::vector<NewBaseline> new_baselines_in(const JudgedFiles& files);

/// `before` and `after` are the judge's results from before and after a reload. Returns the names
/// of the checks for which monit, after the reload, does not hold the content that the judge had
/// expected before the reload: something replaced the file meanwhile. monit counts as holding the
/// digest that monit shows, or, if monit shows no digest, the content that stands at the path.
CheckNames raced_between(const JudgedFiles& before, const JudgedFiles& after);

/// How keep_records() knows which content monit holds.
struct Agreed {
  /// True: monit has been asked, and keep_records() does not record a content that monit does not
  /// hold yet. False: monit cannot be asked.
  bool as_shown = true;
  /// Only if monit cannot be asked, and only for a check without a record: when monit read the
  /// files, in seconds since the epoch. A content that stands there unchanged since then is
  /// recorded. nullopt: monit has yet to read the files, so whatever stands there is recorded.
  std::optional<std::int64_t> read_at{};

  /// For a monit that cannot be asked.
  static Agreed unasked(std::optional<std::int64_t> read_at) { return {false, read_at}; }
};

/// Puts into `records`, for each check in `files`, the content that monit and this program agree
/// upon. If they agree upon no content, the record of the check stays as it is; if monit has been
/// asked (Agreed::as_shown), a check without a record and without a substitute check gets a record
/// without a content, which says that this program has looked. `control_file` is the path for
/// ContentRecord::control_file. `now`: microseconds since the epoch.
void keep_records(const JudgedFiles& files, const std::string& control_file, std::int64_t now,
                  const Agreed& agreed, ContentRecords& records);

}  // namespace pkgmap
