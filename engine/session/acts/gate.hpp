// What the judge's verdicts on all files mean for a reload and for what is told of it.
//
// Values in, values out, but for the record of contents, which is brought up to date.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/journal/content_records.hpp"
#include "engine/session/acts/file_look.hpp"
#include "engine/session/outcomes.hpp"

namespace pkgmap {

/// Why monit may not be reloaded. Returns nullopt if it may.
std::optional<std::string> veto_of(const JudgedFiles& files);

/// Whether monit has to read its control file though no suspended check needs a new baseline: a
/// carried alarm is over, or an alarm has to begin, or somebody accepts a content.
bool is_reload_due(const JudgedFiles& files);

/// Whether the check must not be monitored before monit has read its control file again. False for
/// a file that is gone, or of which nobody knows a good content: monit itself reports these.
bool needs_baseline(const JudgedFile& file);

/// What is wrong. With `unwatched` only the drift that monit does not report by itself any more.
std::vector<Drift> drift_in(const JudgedFiles& files, bool unwatched);

std::vector<NewBaseline> new_baselines_in(const JudgedFiles& files);

/// The checks of which monit holds another content `after` the reload than the one that was judged
/// `before`: something replaced the file in between.
std::vector<std::string> raced_between(const JudgedFiles& before, const JudgedFiles& after);

enum class Agreed : std::uint8_t {
  as_shown,  ///< What monit does not hold yet is not recorded.
  unasked,   ///< monit cannot be asked: what is seen for the first time is what it holds.
};

/// Records what monit and we agree upon, of every check of that control file. `now`: us since the
/// epoch.
void keep_records(const JudgedFiles& files, const std::string& control_file, std::int64_t now,
                  Agreed agreed, ContentRecords& records);

}  // namespace pkgmap
