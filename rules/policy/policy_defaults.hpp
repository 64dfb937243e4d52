// The table of the keys below `defaults` in a policy file. For each key it has the name, the
// accepted words, and functions that set and get the member of Policy. Static data; pure.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/policy/policy.hpp"

namespace pkgmap::rules {

/// One key.
struct PolicyDefault {
  std::string_view name;  ///< The key, such as "evidence".
  /// What the key accepts, for messages: "weak, likely, strong or exact".
  std::string_view expects;
  /// The words that the key accepts, without `true` and `false` for `yes` and `no`; empty if the
  /// key takes a duration.
  std::vector<std::string_view> words;
  bool (*set)(std::string_view word, Policy&);  ///< Returns false if the key does not accept the
                                                ///< word; the policy is then unchanged.
  std::string (*get)(const Policy&);  ///< Returns the present value, as a word that set() accepts.
};

/// Returns all keys, in the order in which outputs show them.
const std::vector<PolicyDefault>& policy_defaults();

}  // namespace pkgmap::rules
