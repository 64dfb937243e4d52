// What `status` prints, as text and as JSON (monit-pkgmap-formats(5)). Pure.
#pragma once

#include <string>

#include "engine/queries/sessions.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns a paragraph for each session, a line for each leftover check, and the substitute checks.
/// If there is neither a session nor a leftover check nor a sign of one (SessionsView::lost,
/// SessionsView::damaged), the text begins with "no check is suspended". Each line ends with a
/// newline. The text shows how old each session is at the time `now`, in seconds since 1970.
/// `hooks_off`: whether the administrator has switched the hooks off (kDisabledFile); the text then
/// names this as the reason why packages changed without a hook.
std::string sessions_text(const SessionsView& view, std::int64_t now, bool hooks_off = false);
/// Returns the same as an object, with the time at which each session began instead of its age; its
/// arrays may be empty.
Json sessions_json(const SessionsView& view);

}  // namespace pkgmap::cli
