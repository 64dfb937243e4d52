// Every check of the host with its packages, its state and its content, and the defects of checks.
//
// Changes no file. Works while monit is down: the states are then unknown. Works for another root:
// running processes are then no evidence. Reads the content only of files whose digest a header
// has.
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
  rules::Facts facts;      ///< With the packages that own what checks name, or that rules name.
  std::vector<rules::Belonging> belongings;  ///< One for each check, in the order of `parsed`.
  std::vector<rules::CheckState> states;     ///< Likewise.
  std::vector<rules::Finding> findings;      ///< As findings_of() returns them.
  rules::Policy policy;                      ///< The policy that the findings rest on.
  rules::BypassedPackages bypassed;          ///< Of the running host.
  std::string monit_version;                 ///< Empty if monit gave no status.

  /// Returns check number `number`, in the order of `parsed`.
  const monitrc::Check& check(std::size_t number) const {
    return parsed.control_file.checks[number];
  }
};

/// Fails if the control file or the package database cannot be read.
Result<std::unique_ptr<Audit>> audit(const Settings& settings);

}  // namespace pkgmap
