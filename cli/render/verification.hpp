// What `verify` prints, as text and as JSON (docs/formats.md). Pure.
#pragma once

#include <string>

#include "cli/screen.hpp"
#include "engine/queries/verify.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

std::string verification_text(const Verification& verification, const Style& style);
Json verification_json(const Verification& verification);

}  // namespace pkgmap::cli
