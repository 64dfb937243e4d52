#include "engine/queries/doctor_bypassed.hpp"

#include "engine/session/acts/bypassed.hpp"

namespace pkgmap {
namespace {

using Health = Finding::Health;

constexpr const char* kBypassedId = "bypassed";

// "rpm calls monit-pkgmap, zypper calls monit-pkgmap"
std::string working_hooks(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings) {
    if (!finding.id.starts_with("hook") || finding.health != Health::ok) continue;
    text += (text.empty() ? "" : ", ") + finding.what;
  }
  return text;
}

}  // namespace

Finding finding_about_bypassed(const Settings& settings, const std::vector<Finding>& findings) {
  const auto bypassed = see_bypassed(settings, this_host());
  if (!bypassed) {
    return {kBypassedId, Health::warning, bypassed.error().message,
            "the rows about the guard and the package database say what to do"};
  }
  if (bypassed->none()) {
    return {kBypassedId, Health::ok, "no package is known to have changed without a hook", {}};
  }
  const std::string hooks = working_hooks(findings);
  const std::string todo =
      hooks.empty() ? "install a hook: that of rpm is called by whatever runs rpm"
                    : hooks +
                          "; if something else changed them, install the hook of rpm, which is "
                          "called by whatever runs rpm";
  return {kBypassedId, Health::warning,
          "packages changed without a hook: " + rules::summary_of(bypassed->packages),
          todo + "; 'monit-pkgmap recover' ends this message"};
}

}  // namespace pkgmap
