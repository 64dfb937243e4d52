// What `status` prints, as text and as JSON (monit-pkgmap-formats(5)). Pure.
#pragma once

#include <string>

#include "engine/queries/sessions.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns these parts, in this order; each line ends with a newline:
/// - a line for each guard whose session is not on disk (SessionsView::lost);
/// - a paragraph for each session, with its age at the time `now`, in seconds since 1970;
/// - a line for each leftover check, removed check and substitute check;
/// - the packages that changed without a hook. If `hooks_off` is true, the administrator has
///   switched the hooks off (kDisabledFile), and the text names this reason.
///
/// The text begins with "no check is suspended" if the view has no session, no leftover check, and
/// nothing in SessionsView::lost and SessionsView::damaged.
std::string sessions_text(const SessionsView& view, std::int64_t now, bool hooks_off = false);
/// Returns the object that `status --json` prints. In place of its age, a session has the time at
/// which it began. The arrays may be empty.
Json sessions_json(const SessionsView& view);

}  // namespace pkgmap::cli
