// What `policy` prints: the files, the defaults and the rules; or which rule decides about a check
// and a package. Pure.
#pragma once

#include <string>
#include <vector>

#include "cli/screen.hpp"
#include "engine/facts/policy_files.hpp"
#include "parsers/json/json.hpp"
#include "rules/plan/rulings.hpp"

namespace pkgmap::cli {

/// `notes` are remarks on the rules and the control file.
std::string policy_text(const PolicyFiles& policy, const Style& style);
Json policy_json(const PolicyFiles& policy, const std::vector<std::string>& notes);

struct PairTrace {
  std::string check;
  std::string package;
  std::vector<rules::RuleTrace> rules;  ///< Pointers into the policy, which must live as long.

  const rules::RuleTrace* decisive() const;
};

std::string trace_text(const PairTrace& trace, const rules::Policy& policy, const Style& style);
Json trace_json(const PairTrace& trace, const std::vector<std::string>& notes);

}  // namespace pkgmap::cli
