#include "engine/queries/doctor/hooks/dnf4_hook.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "engine/queries/doctor/hooks/setting_lines.hpp"

namespace pkgmap {
namespace {

using Health = HostFinding::Health;

constexpr const char* kDnf4Id = "hook";

// /usr/bin/dnf leads to dnf 4 or to dnf 5.
bool is_dnf4(const std::string& program) {
  std::error_code unknown;
  const auto real = std::filesystem::canonical(program, unknown);
  return !unknown && real.filename() != "dnf5";
}

}  // namespace

std::optional<HostFinding> examine_dnf4_hook(HostFiles& files, const Dnf4Places& places) {
  const bool installed = !places.plugin.empty() && ::access(places.plugin.c_str(), F_OK) == 0;
  const auto& programs = places.programs;
  if (!installed || std::none_of(programs.begin(), programs.end(), is_dnf4)) return std::nullopt;
  if (is_off(setting(files.read(places.settings).bytes, "enabled"))) {
    return HostFinding{kDnf4Id, Health::failed, places.settings + " switches the hook of dnf 4 off",
                       "write 'enabled=1' there"};
  }
  if (is_off(setting(files.read(places.dnf_settings).bytes, "plugins"))) {
    return HostFinding{kDnf4Id, Health::failed, places.dnf_settings + " switches all plugins off",
                       "write 'plugins=1' there"};
  }
  return HostFinding{kDnf4Id, Health::ok, "dnf 4 calls monit-pkgmap", {}};
}

}  // namespace pkgmap
