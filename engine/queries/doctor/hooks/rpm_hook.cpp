#include "engine/queries/doctor/hooks/rpm_hook.hpp"

#include <unistd.h>

#include <filesystem>

#include "engine/queries/doctor/hooks/setting_lines.hpp"
#include "engine/system/process/process.hpp"

namespace pkgmap {
namespace {

using Health = HostFinding::Health;

constexpr const char* kRpm = "/usr/bin/rpm";
constexpr const char* kRpmId = "hook-rpm";
constexpr const char* kZyppId = "hook-zypp";
constexpr const char* kOurMacro = "__transaction_monit_pkgmap";
constexpr const char* kZyppProgram = "monit-pkgmap-zypp";

// Returns the file of the administrator that defines our macro anew; empty if there is none.
std::string switched_off_by(HostFiles& files, const RpmPlaces& places) {
  for (const std::string& path : files.glob(places.own_macros)) {
    const auto file = files.read(path);
    if (file.ok && some_line(file.bytes, "%" + std::string(kOurMacro), "")) return path;
  }
  return {};
}

HostFinding not_loaded(HostFiles& files, const RpmPlaces& places) {
  const std::string by = switched_off_by(files, places);
  if (!by.empty()) {
    return {kRpmId, Health::failed, by + " switches the plugin of rpm off",
            "remove the line with %" + std::string(kOurMacro)};
  }
  const bool there = ::access(places.plugin.c_str(), F_OK) == 0;
  return {kRpmId, Health::failed,
          there ? "rpm cannot load " + places.plugin + ", and goes on without it"
                : places.plugin + " is not there, and rpm goes on without it",
          "install the plugin that was built for this version of rpm"};
}

}  // namespace

std::optional<HostFinding> examine_rpm_hook(HostFiles& files, const RpmPlaces& places,
                                            const std::optional<std::string>& macro) {
  if (places.macros.empty() || !files.read(places.macros).ok) return std::nullopt;
  if (!macro) {
    return HostFinding{kRpmId, Health::warning, "rpm does not say whether it loads its plugin",
                       "rpm --eval %" + std::string(kOurMacro) + " shows the reason"};
  }
  if (macro->empty()) return not_loaded(files, places);
  const std::string program = macro->substr(macro->find(' ') + 1);
  if (::access(program.c_str(), X_OK) != 0) {
    return HostFinding{kRpmId, Health::failed,
                       "the plugin of rpm calls " + program + ", which cannot be run",
                       "install monit-pkgmap anew"};
  }
  return HostFinding{kRpmId, Health::ok, "rpm calls monit-pkgmap", {}};
}

std::optional<std::string> rpm_plugin_macro() {
  const std::string macro = "%{?" + std::string(kOurMacro) + "}";
  const auto ran = run_process({kRpm, "--eval", macro}, {std::chrono::seconds(10)});
  if (!ran || !ran->succeeded()) return std::nullopt;
  std::string said = ran->output.substr(0, ran->output.find('\n'));
  // rpm prints a macro that it does not know, and complaints about one that it cannot read.
  return said.starts_with('/') ? said : std::string();
}

std::optional<HostFinding> examine_zypp_hook(const ZyppPlaces& places) {
  std::error_code unknown;
  const std::string& plugin = places.plugin;
  if (plugin.empty() || !std::filesystem::is_directory(places.settings, unknown) ||
      !std::filesystem::exists(std::filesystem::symlink_status(plugin, unknown))) {
    return std::nullopt;
  }
  const auto program = std::filesystem::canonical(plugin, unknown);
  if (unknown || ::access(program.c_str(), X_OK) != 0) {
    return HostFinding{kZyppId, Health::failed, plugin + " leads to no program",
                       "install monit-pkgmap anew"};
  }
  if (program.filename() != kZyppProgram) {
    return HostFinding{kZyppId, Health::failed,
                       plugin + " is " + program.string() + ", and not the plugin of monit-pkgmap",
                       "install monit-pkgmap anew"};
  }
  return HostFinding{kZyppId, Health::ok, "zypper calls monit-pkgmap", {}};
}

}  // namespace pkgmap
