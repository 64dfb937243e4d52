// Lists every check of the host with its packages, its state and its content, and names the defects
// of checks.
//
// Changes no file. If monit does not answer, the states are unknown. For a root other than "/",
// running processes are no evidence. Reads the content only of files whose digest the package
// database has. For one thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "rules/audit/findings.hpp"

namespace pkgmap {

struct Audit {
  monitrc::Parsed parsed;  ///< `facts` points into this member.
  /// Facts::packages are those that own what a check names, or that a rule of the policy names.
  rules::Facts facts;
  std::vector<rules::Belonging> belongings;  ///< One for each check, in the order of `parsed`.
  std::vector<rules::CheckState> states;     ///< One for each check, in the order of `parsed`.
  /// The mistakes of the control file first, then as rules::findings_of() returns them, then the
  /// monits that are not looked after.
  std::vector<rules::Finding> findings;
  rules::Policy policy;              ///< The policy on which the findings rest.
  rules::BypassedPackages bypassed;  ///< Empty for another root than "/"; for a bundle as recorded.
  std::string monit_version;         ///< "5.33.0"; empty if monit did not answer.

  /// Returns the check with this index, from 0, in the order of `parsed`.
  const monitrc::Check& check(std::size_t number) const {
    return parsed.control_file.checks[number];
  }
};

/// Makes the audit. A mistake in the control file is a finding. Fails if the control file cannot be
/// read, if so little of it can be understood that use_what_parses() (engine/facts/what_parses.hpp)
/// fails, or if the package database cannot be read.
Result<std::unique_ptr<Audit>> audit(const Settings& settings);

}  // namespace pkgmap
