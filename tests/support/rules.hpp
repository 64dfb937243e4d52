// Short ways to write the rules of a policy in tests.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "rules/policy/policy.hpp"

namespace pkgmap::test {

inline std::vector<rules::Pattern> patterns(const std::vector<std::string>& texts) {
  std::vector<rules::Pattern> result;
  rules::Pattern::Problem problem;
  for (const std::string& text : texts) {
    result.push_back(rules::Pattern::compile(text, rules::Pattern::Case::ignored, problem));
  }
  EXPECT_EQ(problem.message, "");
  return result;
}

inline rules::PolicyRule rule(const std::string& name, rules::RuleVerdict verdict,
                              const std::vector<std::string>& packages,
                              const std::vector<std::string>& checks) {
  return {name, "p.yaml", 3, patterns(packages), patterns(checks), verdict};
}

inline rules::Policy policy_of(std::vector<rules::PolicyRule> all) {
  rules::Policy policy;
  policy.rules = std::move(all);
  return policy;
}

}  // namespace pkgmap::test
