// Says by which algorithm monit compares a file if the checksum test names no algorithm: this
// depends on the version of monit. Pure.
#pragma once

#include <optional>

#include "parsers/monitrc/model/model.hpp"
#include "parsers/monitrc/model/version.hpp"

namespace pkgmap::monitrc {

/// Returns the algorithm that this version of monit takes for a `checksum` test that names none. If
/// `version` is nullopt, returns the algorithm of monit 5.
Algorithm default_algorithm(const std::optional<Version>& version);

/// Sets Test::algorithm of each checksum test with Test::is_default_algorithm to the algorithm of
/// this version. The caller uses this function when monit's version becomes known after the control
/// file was read.
void use_default_algorithm_of(const Version& version, ControlFile& control_file);

}  // namespace pkgmap::monitrc
