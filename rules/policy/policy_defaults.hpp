// The table of `defaults`: each name, the words that it takes, and the member that it sets.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/policy/policy.hpp"

namespace pkgmap::rules {

struct PolicyDefault {
  std::string_view name;
  std::string_view expects;                     ///< "likely, strong, exact or weak"
  std::vector<std::string_view> words;          ///< If only these are known.
  bool (*set)(std::string_view word, Policy&);  ///< False: not one of its words.
  std::string (*get)(const Policy&);
};

const std::vector<PolicyDefault>& policy_defaults();

}  // namespace pkgmap::rules
