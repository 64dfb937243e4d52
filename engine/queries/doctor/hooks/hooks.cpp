#include "engine/queries/doctor/hooks/hooks.hpp"

#include <unistd.h>

#include <cerrno>

#include "engine/queries/doctor/hooks/apt_hook.hpp"
#include "engine/queries/doctor/hooks/dnf4_hook.hpp"
#include "engine/queries/doctor/hooks/dnf5_hook.hpp"
#include "engine/queries/doctor/hooks/rpm_hook.hpp"
#include "engine/queries/doctor/hooks/yum3_hook.hpp"
#include "engine/queries/unreadable.hpp"

namespace pkgmap {
namespace {

using Health = HostFinding::Health;

constexpr const char* kHookId = "hook";

// The file that switches every hook off.
std::optional<HostFinding> finding_about_disabled(const std::string& disabled) {
  if (::access(disabled.c_str(), F_OK) == 0) {
    return HostFinding{kHookId, Health::failed, disabled + " switches every hook off",
                       "remove it: rm " + disabled};
  }
  if (is_refused_to_this_user(errno)) {
    return HostFinding{kHookId, Health::warning,
                       "whether " + disabled + " switches every hook off, only root can see",
                       kAsRoot};
  }
  return std::nullopt;
}

class Hooks {
 public:
  explicit Hooks(const std::string& root) : files_(root) {}

  std::vector<HostFinding> examine(const HookPlaces& places) {
    add("hook-apt", "apt", examine_apt_hook(files_, places.apt));
    add(kHookId, "dnf 4", examine_dnf4_hook(files_, places.dnf4));
    add("hook-dnf5", "dnf 5", examine_dnf5_hook(files_, places.dnf5, dnf5_version()));
    add("hook-yum3", "yum 3", examine_yum3_hook(files_, places.yum3));
    add("hook-rpm", "rpm", examine_rpm_hook(files_, places.rpm, rpm_plugin_macro()));
    add("hook-zypp", "zypper", examine_zypp_hook(places.zypp));
    return std::move(findings_);
  }

 private:
  template <typename Found>
  void add(const char* id, const std::string& manager, const Found& found) {
    const std::string unreadable = files_.take_unreadable();
    if (unreadable.empty()) return add(found);
    findings_.push_back({id, Health::warning,
                         "whether " + manager + " calls monit-pkgmap, only root can see: " +
                             unreadable + " cannot be read",
                         kAsRoot});
  }

  void add(const std::optional<HostFinding>& found) {
    if (found) findings_.push_back(*found);
  }
  void add(const std::vector<HostFinding>& found) {
    findings_.insert(findings_.end(), found.begin(), found.end());
  }

  UnreadableFiles files_;
  std::vector<HostFinding> findings_;
};

}  // namespace

std::vector<HostFinding> findings_about_hooks(const std::string& root, const HookPlaces& places) {
  if (const auto disabled = finding_about_disabled(places.disabled)) return {*disabled};
  std::vector<HostFinding> findings = Hooks(root).examine(places);
  if (!findings.empty()) return findings;
  return {{kHookId, Health::failed, "no package manager calls monit-pkgmap",
           "install the hook of apt, dnf 4, dnf 5, yum 3, rpm or zypper, or use 'monit-pkgmap "
           "run'"}};
}

}  // namespace pkgmap
