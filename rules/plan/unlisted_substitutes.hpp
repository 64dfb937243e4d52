// Finds the substitute checks (substitute.hpp) that the control file has and the list in the state
// directory lacks, since somebody has removed the state directory. Pure.
#pragma once

#include <vector>

#include "parsers/monitrc/model/model.hpp"
#include "rules/substitute.hpp"

namespace pkgmap::rules {

/// Returns the substitute checks that `listed` does not have, by name, in the order of the control
/// file. A substitute check is a check with a checksum test in a file that this program has
/// written, that is, a file that begins with kSubstitutesHeader.
///
/// SubstituteCheck::check is the check whose alarm the substitute check took over. Several checks
/// may have a checksum test and the same path: the check whose name the name of the substitute
/// check has in it (name_for()) counts, else the first. Empty if no check has that path. Members
/// that only the list would have get their default values (`monitored` is true), so that no alarm
/// is lost.
std::vector<SubstituteCheck> unlisted_substitutes(const monitrc::Parsed& parsed,
                                                  const std::vector<SubstituteCheck>& listed);

}  // namespace pkgmap::rules
