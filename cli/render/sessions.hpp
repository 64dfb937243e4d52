// What `status` prints.
#pragma once

#include <string>

#include "engine/queries/sessions.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// `now`: seconds since the epoch.
std::string sessions_text(const SessionsView& view, std::int64_t now);
Json sessions_json(const SessionsView& view);

}  // namespace pkgmap::cli
