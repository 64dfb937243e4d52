// The history of sessions in a page: which check was off, when, for how long, and for which package
// manager. Pure.
#pragma once

#include <vector>

#include "cli/render/page/frame.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns the section: a drawing with a line for each check, and below the drawing a list of the
/// sessions, the newest first. `sessions` are those of History::sessions, the newest last; a
/// missing member counts as empty. The drawing has the 40 checks that were off most often, the list
/// the newest 300 sessions; a sentence says what is left out. Without sessions the section only
/// says that there is no session yet.
Section timeline_section(const std::vector<Json>& sessions);

}  // namespace pkgmap::cli
