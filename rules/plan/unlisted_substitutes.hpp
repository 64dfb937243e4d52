// Finds the substitute checks that the control file has and the list in the state directory lacks,
// since somebody has removed the state directory. Pure.
#pragma once

#include <vector>

#include "parsers/monitrc/model/model.hpp"
#include "rules/substitute.hpp"

namespace pkgmap::rules {

/// Returns the substitute checks in the files that this program has written (that begin with
/// kSubstitutesHeader), without those of `listed`; may be empty.
///
/// SubstituteCheck::check is the check whose alarm the substitute check took over. Of the checks
/// with a checksum test and the same path, this is the check from whose name the substitute check
/// has its name (name_for()), else the first; empty if no check has that path. Members that only
/// the list would tell get their default values (`monitored` is true), which lose no alarm.
std::vector<SubstituteCheck> unlisted_substitutes(const monitrc::Parsed& parsed,
                                                  const std::vector<SubstituteCheck>& listed);

}  // namespace pkgmap::rules
