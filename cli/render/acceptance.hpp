// What `accept` prints, as text and as JSON (docs/formats.md): what became of the paths that an
// administrator accepts. Pure.
#pragma once

#include <string>

#include "engine/session/guard/file_recovery.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

std::string acceptance_text(const Acceptance& acceptance);
/// Returns what went wrong, for standard error; empty if all went well.
std::string acceptance_troubles(const Acceptance& acceptance);
Json acceptance_json(const Acceptance& acceptance);
/// Returns 0, or 6 if a check stays off, or 7 if another file prevents the reload.
int status_of(const Acceptance& acceptance);

}  // namespace pkgmap::cli
