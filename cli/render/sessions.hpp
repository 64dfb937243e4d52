// What `status` prints, as text and as JSON (docs/formats.md). Pure.
#pragma once

#include <string>

#include "engine/queries/sessions.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// `now` is in seconds since 1970.
std::string sessions_text(const SessionsView& view, std::int64_t now);
Json sessions_json(const SessionsView& view);

}  // namespace pkgmap::cli
