// What `doctor` prints, as text and as JSON (docs/formats.md). Pure.
#pragma once

#include <string>
#include <vector>

#include "cli/screen.hpp"
#include "engine/queries/doctor.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// One line for each finding; below it what to do.
std::string doctor_text(const std::vector<Finding>& findings, const Style& style);
Json doctor_json(const std::vector<Finding>& findings);

}  // namespace pkgmap::cli
