// The rows of doctor about checks that are off, and about sessions that keep them off.
#pragma once

#include <string>
#include <vector>

#include "engine/queries/doctor.hpp"
#include "engine/settings.hpp"
#include "parsers/status/status.hpp"

namespace pkgmap {

inline constexpr const char* kStateHint =
    "it has to be a directory that only root may write; --state-dir names another";

/// Returns the hint of the error, or `otherwise` if the error has none.
std::string first_hint(const Error& error, const std::string& otherwise);

/// `status`: what monit says; null if monit does not answer. Its lifetime ends with the call.
std::vector<Finding> findings_about_what_is_off(const Settings& settings,
                                                const status::Status* status);

}  // namespace pkgmap
