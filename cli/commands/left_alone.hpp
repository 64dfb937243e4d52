// A suspend that fails although nothing is to be suspended: no monit can test a check in the
// transaction.
#pragma once

#include <string>

#include "engine/system/result.hpp"

namespace pkgmap::cli {

/// Returns one sentence for people; an empty text if monit may run, so that the error of the
/// suspend counts. Looks at the processes of this host.
std::string why_left_alone(const Error& error);

}  // namespace pkgmap::cli
