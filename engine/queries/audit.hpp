// Every check of the host with its packages, state and content, and what is wrong with them.
//
// Read-only. Works while monit is down (states are then unknown) and below another root (running
// processes are then not looked at). Hashes only files that a package has a digest for.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "rules/audit/findings.hpp"

namespace pkgmap {

struct Audit {
  monitrc::Parsed parsed;  ///< The facts point into it.
  rules::Facts facts;      ///< The packages are those that own anything which a check names.
  std::vector<rules::Belonging> belongings;  ///< One for each check, as the next.
  std::vector<rules::CheckState> states;
  std::vector<rules::Finding> findings;
  rules::Policy policy;  ///< What was decided with.

  const monitrc::Check& check(std::size_t number) const {
    return parsed.control_file.checks[number];
  }
};

Result<std::unique_ptr<Audit>> audit(const Settings& settings);

}  // namespace pkgmap
