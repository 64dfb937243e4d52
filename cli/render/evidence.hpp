// Evidence as JSON, in the one form that all answers use (monit-pkgmap-formats(5)). Pure.
#pragma once

#include <vector>

#include "parsers/json/json.hpp"
#include "rules/evidence/evidence.hpp"

namespace pkgmap::cli {

/// Returns an array in the order of `all`.
Json evidence_json(const std::vector<rules::Evidence>& all);

}  // namespace pkgmap::cli
