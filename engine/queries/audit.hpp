// Lists every check of the host with its packages, its state and its content, and names the defects
// of checks.
//
// Changes no file. If monit does not answer, the states are unknown. For a root other than "/",
// running processes are no evidence. The settings may also be those of an open bundle (the recorded
// facts of another host, engine/bundle): the states are then those that the bundle has. Reads the
// content only of files whose digest the package database has. For one thread.
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
  /// Facts::packages are the packages that own what a check names, and the packages that a rule of
  /// the policy ties to a check of this host.
  rules::Facts facts;
  std::vector<rules::Belonging> belongings;  ///< One for each check, in the order of `parsed`.
  std::vector<rules::CheckState> states;     ///< One for each check, in the order of `parsed`.
  /// First the mistakes of the control file; then the findings of rules::findings_of(), in its
  /// order; then the running monits whose checks monit-pkgmap does not suspend
  /// (Settings::unserved).
  std::vector<rules::Finding> findings;
  rules::Policy policy;  ///< The policy on which the findings rest.
  /// The packages that changed without a hook. For a bundle: as the bundle recorded them. Empty for
  /// a root other than "/", for an image, and if nobody can tell (see_bypassed() fails).
  rules::BypassedPackages bypassed;
  std::string monit_version;  ///< "5.33.0"; empty if monit did not answer.

  /// Returns the check with this index, from 0, in the order of `parsed`.
  const monitrc::Check& check(std::size_t number) const {
    return parsed.control_file.checks[number];
  }
};

/// Makes the audit; never returns null. A mistake in the control file is a finding. Fails if the
/// control file cannot be read, if so little of it can be understood that use_what_parses()
/// (engine/facts/what_parses.hpp) fails, or if the package database cannot be read.
Result<std::unique_ptr<Audit>> audit(const Settings& settings);

}  // namespace pkgmap
