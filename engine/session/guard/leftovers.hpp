// Tries to resume the leftover checks: checks that earlier sessions could not resume. For one
// thread.
#pragma once

#include <vector>

#include "engine/journal/session_results.hpp"
#include "engine/session/host/host.hpp"

namespace pkgmap {

/// Resumes the leftover checks that can be resumed by now, since a transaction may have brought
/// back their packages or the files that they compare. Leaves out the checks that only a person may
/// resume (SuspendedCheck::went_off_again). Takes the lock, so the caller must not hold it. Returns
/// the checks that this call has resumed; may be empty. Ignores errors; the history and the host's
/// log say why a check is still off.
std::vector<ResumedCheck> retry_leftovers(const Settings& settings, Host& host);

}  // namespace pkgmap
