// What `verify` prints, as text and as JSON (monit-pkgmap-formats(5)). Pure.
#pragma once

#include <string>

#include "cli/screen.hpp"
#include "engine/queries/verify.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns a headline that counts the results, and a paragraph for each file whose result is not
/// `ok`. Ends with a newline.
std::string verification_text(const Verification& verification, const Style& style);
/// Returns an object with an array of all files, which may be empty.
Json verification_json(const Verification& verification);

}  // namespace pkgmap::cli
