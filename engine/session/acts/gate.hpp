// The gate: what the judge's verdicts on all files mean for a reload, and what a person is told of
// them.
//
// Values in, values out. Only keep_records() changes anything: the content records in memory. The
// functions cannot fail.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/journal/content_records.hpp"
#include "engine/session/acts/file_look.hpp"
#include "engine/session/outcomes.hpp"

namespace pkgmap {

/// Returns why monit must not be reloaded, or nullopt if monit may be.
std::optional<std::string> veto_of(const JudgedFiles& files);

/// Whether monit must read its control file even if no suspended check needs a new baseline: a
/// substitute check begins or ends, or somebody accepts a content.
bool is_reload_due(const JudgedFiles& files);

/// Whether the check must stay suspended until monit has read its control file again. False for a
/// missing file and for one without a known good content: monit itself reports both.
bool needs_baseline(const JudgedFile& file);

/// The files whose content is wrong. With `unwatched`, only those that monit no longer reports by
/// itself.
std::vector<Drift> drift_in(const JudgedFiles& files, bool unwatched);

/// The paths of the files that are as they should be, to tell later what changed since.
std::vector<std::string> good_files(const JudgedFiles& files);

/// The files whose content a reload makes monit's new baseline.
std::vector<NewBaseline> new_baselines_in(const JudgedFiles& files);

/// The checks of which monit holds another content `after` the reload than the judge expected
/// `before`: something replaced the file in between. monit is taken to hold what it shows, or, if
/// it shows no digest, what stands at the path.
std::vector<std::string> raced_between(const JudgedFiles& before, const JudgedFiles& after);

/// Which content counts as the one that monit holds.
struct Agreed {
  bool as_shown = true;  ///< A content that monit does not hold yet is not recorded.
  /// If monit cannot be asked: when it read the files, in seconds since the epoch. A content that
  /// stands there unchanged since then is recorded, if no record says otherwise. nullopt: monit has
  /// yet to read them, so whatever stands there is.
  std::optional<std::int64_t> read_at{};

  static Agreed unasked(std::optional<std::int64_t> read_at) { return {false, read_at}; }
};

/// Records, for every check of that control file, the content that monit and this program agree
/// upon. `now`: microseconds since the epoch.
void keep_records(const JudgedFiles& files, const std::string& control_file, std::int64_t now,
                  const Agreed& agreed, ContentRecords& records);

}  // namespace pkgmap
