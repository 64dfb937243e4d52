// What the audit of one host says, as far as a merge of many audits needs it. Plain values, filled
// in by AuditReader.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace pkgmap {

struct AuditedCheck {
  std::string name;
  std::string package;  ///< The name of the first package that the check belongs to; empty if there
                        ///< is none.
  std::string state;    ///< The word of the audit: "monitored", "off", …
  std::string session;  ///< "suspended", "leftover"; empty if no session has the check.
};

struct AuditedFinding {
  std::string id;     ///< The word of the audit: "drift", …
  std::string check;  ///< Empty if the finding is about no single check.
  std::string file;   ///< Empty if the audit has none.
};

struct AuditedHost {
  std::string name;  ///< As the host calls itself; empty if an older version made the audit.
  std::vector<AuditedCheck> checks;      ///< Of all monits of the host.
  std::vector<AuditedFinding> findings;  ///< Of all monits of the host.
  std::set<std::string> packages;        ///< Names of the packages that checks belong to.
  std::set<std::string> builds;          ///< NEVRAs of the packages in the evidence of checks.
  /// The version of each monit that answered; the same version may come twice.
  std::vector<std::string> monits;
  std::size_t silent = 0;  ///< How many monits did not answer or have no audit.
};

}  // namespace pkgmap
