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

/// Why no reload may come; nothing: it may.
std::optional<std::string> veto_of(const JudgedFiles& files);

/// monit has to read its control file though no suspended check needs it: an alarm that is carried
/// is over, or one has to begin, or somebody accepts a content.
bool is_reload_due(const JudgedFiles& files);

/// The check is not to be monitored before monit has read its control file again. Of a file that is
/// gone, or that nobody knows anything of, monit says what there is to say.
bool needs_baseline(const JudgedFile& file);

/// What is wrong; `unwatched`: only that of which monit does not tell by itself any more.
std::vector<Drift> drift_in(const JudgedFiles& files, bool unwatched);

std::vector<NewBaseline> new_baselines_in(const JudgedFiles& files);

/// Checks of which monit holds something else `after` the reload than what was looked at before:
/// something replaced the file in between.
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
