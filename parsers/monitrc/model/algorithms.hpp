// By which algorithm monit compares a file whose checksum test names none: that depends on its
// version. Pure.
#pragma once

#include <optional>

#include "parsers/monitrc/model/model.hpp"
#include "parsers/monitrc/model/version.hpp"

namespace pkgmap::monitrc {

/// Returns the algorithm of a bare `checksum`. Without a version, that of monit 5.
Algorithm default_algorithm(const std::optional<Version>& version);

/// Gives each bare `checksum` the algorithm of this version, since a control file is often read
/// before the running monit has said its version.
void use_default_algorithm_of(const Version& version, ControlFile& control_file);

}  // namespace pkgmap::monitrc
