// What `doctor` found, as text and as JSON.
#pragma once

#include <string>
#include <vector>

#include "cli/screen.hpp"
#include "engine/queries/doctor.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// A line a question, with what to do below it.
std::string doctor_text(const std::vector<Finding>& findings, const Style& style);
Json doctor_json(const std::vector<Finding>& findings);

}  // namespace pkgmap::cli
