#include "engine/queries/doctor/bypassed.hpp"

#include <algorithm>

#include "engine/queries/doctor/off.hpp"
#include "engine/session/acts/bypassed.hpp"

namespace pkgmap {
namespace {

using Health = HostFinding::Health;

constexpr const char* kBypassedId = "bypassed";

// "rpm calls monit-pkgmap, zypper calls monit-pkgmap"
std::string working_hooks(const std::vector<HostFinding>& findings) {
  std::string text;
  for (const HostFinding& finding : findings) {
    if (!finding.id.starts_with("hook") || finding.health != Health::ok) continue;
    text += (text.empty() ? "" : ", ") + finding.what;
  }
  return text;
}

bool is_about_a_hook_that_does_not_work(const HostFinding& finding) {
  return finding.id.starts_with("hook") && finding.health != Health::ok;
}

std::string advice_of(const std::vector<HostFinding>& findings) {
  if (const std::string hooks = working_hooks(findings); !hooks.empty()) {
    return hooks +
           "; if something else changed the packages, install the hook of rpm, which is called by "
           "whatever runs rpm";
  }
  if (std::any_of(findings.begin(), findings.end(), is_about_a_hook_that_does_not_work)) {
    return "do what the rows about the hooks say";
  }
  return "install a hook: that of rpm is called by whatever runs rpm";
}

}  // namespace

HostFinding finding_about_bypassed(const Settings& settings,
                                   const std::vector<HostFinding>& findings) {
  const auto bypassed = see_bypassed(settings, this_host());
  if (!bypassed) {
    const Error& error = bypassed.error();
    return {kBypassedId, Health::warning, error.message,
            first_hint(error, "the rows about the guard and the package database say what to do")};
  }
  if (bypassed->none()) {
    return {kBypassedId, Health::ok, "no package is known to have changed without a hook", {}};
  }
  return {kBypassedId, Health::warning,
          "packages changed without a hook: " + rules::summary_of(bypassed->packages),
          advice_of(findings) + "; 'monit-pkgmap recover' ends this message"};
}

}  // namespace pkgmap
