// The alarms that are kept alive over reloads, as a session needs them. Values; see
// rules/carried.hpp.
#pragma once

#include <string>
#include <vector>

#include "rules/carried.hpp"

namespace pkgmap {

/// The alarm about the file of this check; null when there is none.
const rules::CarriedDrift* alarm_about(const std::vector<rules::CarriedDrift>& alarms,
                                       const std::string& check, const std::string& path);

/// Those of one control file; `others`: the rest, which belong to another monit.
std::vector<rules::CarriedDrift> alarms_of(const std::string& control_file,
                                           const std::vector<rules::CarriedDrift>& all,
                                           std::vector<rules::CarriedDrift>* others = nullptr);

}  // namespace pkgmap
