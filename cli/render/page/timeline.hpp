// The history of sessions in a page: which check was off, when, for how long, and for which package
// manager. Pure.
#pragma once

#include <vector>

#include "cli/render/page/frame.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns the section: a drawing with a line for each check, and below the drawing the sessions,
/// the newest first. `sessions` are those of History::sessions; a missing member counts as empty.
/// The section lists the newest 300 sessions at most, draws the 40 checks that were off most often,
/// and says what it leaves out. With no sessions it says that there is none yet.
Section timeline_section(const std::vector<Json>& sessions);

}  // namespace pkgmap::cli
