#include "engine/queries/doctor/hooks/yum3_hook.hpp"

#include <unistd.h>

#include <algorithm>
#include <string_view>

#include "engine/queries/doctor/hooks/setting_lines.hpp"

namespace pkgmap {
namespace {

using Health = HostFinding::Health;

constexpr const char* kYum3Id = "hook-yum3";
constexpr std::string_view kPython = ".py";
constexpr const char* kOurImport = "from monit_pkgmap_hook import";

// Returns the names of our plugin, without ".py".
std::vector<std::string> own_plugins(HostFiles& files, const std::string& directory) {
  std::vector<std::string> found;
  for (const std::string& name : files.names_in(directory)) {
    if (!name.ends_with(kPython)) continue;
    const auto plugin = files.read(directory + "/" + name);
    if (plugin.ok && plugin.bytes.find(kOurImport) != std::string::npos) {
      found.push_back(name.substr(0, name.size() - kPython.size()));
    }
  }
  return found;
}

}  // namespace

std::optional<HostFinding> examine_yum3_hook(HostFiles& files, const Yum3Places& places) {
  if (places.plugins.empty() || ::access(places.program.c_str(), F_OK) != 0) return std::nullopt;
  const auto plugins = own_plugins(files, places.plugins);
  if (plugins.empty()) return std::nullopt;
  const auto settings_of = [&](const std::string& name) {
    return places.settings + "/" + name + ".conf";
  };
  const bool enabled = std::any_of(plugins.begin(), plugins.end(), [&](const std::string& name) {
    return is_on(setting(files.read(settings_of(name)).bytes, "enabled"));
  });
  if (!enabled) {
    return HostFinding{kYum3Id, Health::failed,
                       settings_of(plugins.front()) + " does not switch the hook of yum 3 on",
                       "write 'enabled=1' there, below '[main]'"};
  }
  if (!is_on(setting(files.read(places.yum_settings).bytes, "plugins"))) {
    return HostFinding{kYum3Id, Health::failed,
                       places.yum_settings + " does not let yum 3 load plugins",
                       "write 'plugins=1' there, below '[main]'"};
  }
  return HostFinding{kYum3Id, Health::ok, "yum 3 calls monit-pkgmap", {}};
}

}  // namespace pkgmap
