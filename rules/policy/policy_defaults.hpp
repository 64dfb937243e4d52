// The table of the keys below `defaults` in a policy file: each name, its words, and the member of
// Policy that it sets. Static data; pure.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/policy/policy.hpp"

namespace pkgmap::rules {

struct PolicyDefault {
  std::string_view name;
  std::string_view expects;  ///< "likely, strong, exact or weak"
  /// All words that it accepts; empty if it takes a duration.
  std::vector<std::string_view> words;
  bool (*set)(std::string_view word, Policy&);  ///< Returns false if it does not accept the word.
  std::string (*get)(const Policy&);
};

const std::vector<PolicyDefault>& policy_defaults();

}  // namespace pkgmap::rules
