#include "engine/queries/doctor/hooks/dnf5_hook.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include "engine/queries/doctor/hooks/setting_lines.hpp"
#include "engine/system/process/process.hpp"

namespace pkgmap {
namespace {

using Health = HostFinding::Health;

constexpr const char* kDnf5 = "/usr/bin/dnf5";
constexpr const char* kId = "hook-dnf5";

using Dnf5Version = std::array<int, 4>;
constexpr Dnf5Version kReadsJson = {5, 2, 6, 2};

Dnf5Version parts_of(std::string_view text) {
  Dnf5Version parts{};
  for (int& part : parts) {
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), part);
    if (error != std::errc()) break;
    text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
    if (!text.starts_with('.')) break;
    text.remove_prefix(1);
  }
  return parts;
}

std::string name_in(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

// Returns an actions file with an action that dnf 5 runs after ours; empty if there is none.
std::string acts_after(HostFiles& files, const Dnf5Places& places) {
  const std::string own = name_in(places.actions);
  for (const std::string& directory : {places.directory(), places.shared_actions}) {
    for (const std::string& name : files.names_in(directory)) {
      if (name <= own || !name.ends_with(".actions")) continue;
      const std::string path = directory + "/" + name;
      const auto file = files.read(path);
      if (file.ok && some_line(file.bytes, "post_transaction:", ":")) return path;
    }
  }
  return {};
}

HostFinding wrong_mode(const Dnf5Places& places, const std::string& version, bool is_json) {
  const std::string right = places.files + (is_json ? "/plain.actions" : "/json.actions");
  return {kId, is_json ? Health::failed : Health::warning,
          is_json ? "dnf 5 " + version + " cannot read " + places.actions +
                        ", and then does nothing at all"
                  : "dnf 5 " + version + " starts a process for each package, as " +
                        places.actions + " is for older versions",
          "cp " + right + " " + places.actions};
}

// Returns the reason why dnf 5 does not obey the actions file; nullopt if dnf 5 does. The actions
// plugin may be on for installations into other roots alone.
std::optional<HostFinding> not_called(HostFiles& files, const Dnf5Places& places) {
  const std::string enabled = setting(files.read(places.plugin_settings).bytes, "enabled");
  if (enabled.empty()) {
    return HostFinding{kId, Health::warning, "the actions plugin of dnf 5 is not installed",
                       "install libdnf5-plugin-actions if dnf 5 is to call monit-pkgmap"};
  }
  if (is_off(enabled) || enabled == "installroot-only") {
    return HostFinding{kId, Health::failed,
                       places.plugin_settings + " switches the actions plugin of dnf 5 off",
                       "write 'enabled = 1' there"};
  }
  if (is_off(setting(files.read(places.dnf_settings).bytes, "plugins"))) {
    return HostFinding{kId, Health::failed, places.dnf_settings + " switches all plugins off",
                       "write 'plugins=1' there"};
  }
  return std::nullopt;
}

}  // namespace

std::optional<HostFinding> examine_dnf5_hook(HostFiles& files, const Dnf5Places& places,
                                             const std::string& version) {
  const auto actions = files.read(places.actions);
  if (places.actions.empty() || !actions.ok) return std::nullopt;
  if (!some_line(actions.bytes, "pre_transaction:", "monit-pkgmap-dnf5")) {
    return HostFinding{kId, Health::failed, places.actions + " does not call monit-pkgmap",
                       "cp " + places.files + "/json.actions " + places.actions};
  }
  const bool is_json = some_line(actions.bytes, "pre_transaction:", "mode=json");
  if (!version.empty() && is_json != (parts_of(version) >= kReadsJson)) {
    return wrong_mode(places, version, is_json);
  }
  if (const auto wrong = not_called(files, places)) return wrong;
  const std::string later = acts_after(files, places);
  if (!later.empty()) {
    return HostFinding{
        kId, Health::warning,
        "what " + later + " does after a transaction comes after the checks are back",
        "give it a name that sorts before " + name_in(places.actions)};
  }
  return HostFinding{kId, Health::ok, "dnf 5 calls monit-pkgmap", {}};
}

// dnf 5 prints "dnf5 version 5.4.6.0".
std::string dnf5_version() {
  constexpr std::string_view kBefore = "dnf5 version ";
  const auto ran = run_process({kDnf5, "--version"}, {std::chrono::seconds(10)});
  if (!ran || !ran->succeeded()) return {};
  const std::size_t at = ran->output.find(kBefore);
  if (at == std::string::npos) return {};
  const std::string_view rest = std::string_view(ran->output).substr(at + kBefore.size());
  return std::string(rest.substr(0, std::min(rest.find_first_not_of("0123456789."), rest.size())));
}

}  // namespace pkgmap
