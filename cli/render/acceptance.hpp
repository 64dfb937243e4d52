// What became of the paths that an administrator accepts.
#pragma once

#include <string>

#include "engine/session/guard/file_recovery.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

std::string acceptance_text(const Acceptance& acceptance);
/// What went wrong, for standard error; empty when nothing did.
std::string acceptance_troubles(const Acceptance& acceptance);
Json acceptance_json(const Acceptance& acceptance);
/// 0, or 6 when a check stays off, or 7 when another file holds the reload up.
int status_of(const Acceptance& acceptance);

}  // namespace pkgmap::cli
