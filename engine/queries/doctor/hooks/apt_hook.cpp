#include "engine/queries/doctor/hooks/apt_hook.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "engine/queries/doctor/hooks/apt_settings.hpp"
#include "parsers/source/ascii.hpp"

namespace pkgmap {
namespace {

using Health = HostFinding::Health;

constexpr const char* kAptId = "hook-apt";
constexpr std::string_view kBeforeDpkg = "DPkg::Pre-Install-Pkgs";
constexpr std::string_view kAfterDpkg = "DPkg::Post-Invoke";
constexpr std::array<std::string_view, 3> kHooks = {"DPkg::Pre-Invoke", kBeforeDpkg, kAfterDpkg};
constexpr const char* kAnew = "install monit-pkgmap anew";

struct File {
  std::string path;
  std::vector<AptSetting> settings;
};

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_';
}

bool is_called(const AptSetting& setting, std::string_view name) {
  return equal_without_case(setting.name, name);
}

// Whether apt reads a file with this name in a directory of settings (apt.conf(5)).
bool is_read_by_apt(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (name.front() == '.' || (dot != kNowhere && name.substr(dot) != ".conf")) return false;
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return is_word_byte(c) || c == '.' || c == ':'; });
}

// In the order in which apt reads them.
std::vector<File> files_of_apt(HostFiles& files, const AptPlaces& places) {
  std::vector<File> all;
  const std::string directory = places.settings.substr(0, places.settings.rfind('/'));
  std::vector<std::string> paths;
  for (const std::string& name : files.names_in(directory)) {
    if (is_read_by_apt(name)) paths.push_back(directory + "/" + name);
  }
  paths.push_back(places.main_settings);
  for (const std::string& path : paths) {
    const auto file = files.read(path);
    if (file.ok) all.push_back({path, apt_settings(file.bytes)});
  }
  return all;
}

// The word of a shell at the beginning of the line: by it apt finds the options of the hook.
std::string program_of(const File& ours, std::string_view hook) {
  for (const AptSetting& setting : ours.settings) {
    if (is_called(setting, hook)) return setting.value.substr(0, setting.value.find(' '));
  }
  return {};
}

std::optional<HostFinding> fault_in(const File& ours) {
  const std::string program = program_of(ours, kBeforeDpkg);
  if (program.empty() || program_of(ours, kAfterDpkg) != program) {
    return HostFinding{kAptId, Health::failed, ours.path + " makes apt call nothing", kAnew};
  }
  const std::string option = "DPkg::Tools::Options::" + program + "::Version";
  const bool third = std::any_of(ours.settings.begin(), ours.settings.end(), [&](const auto& one) {
    return is_called(one, option) && one.value == "3";
  });
  if (!third) {
    return HostFinding{kAptId, Health::warning, ours.path + " does not set " + option + " to 3",
                       kAnew};
  }
  if (::access(program.c_str(), X_OK) != 0) {
    return HostFinding{kAptId, Health::failed, "apt calls " + program + ", which cannot be run",
                       kAnew};
  }
  return std::nullopt;
}

// A hook behind ours may restart daemons whose checks are back.
std::optional<HostFinding> later_hook(const std::vector<File>& all, const File& ours) {
  for (auto file = all.rbegin(); file != all.rend() && file->path != ours.path; ++file) {
    for (const AptSetting& setting : file->settings) {
      if (!is_called(setting, kAfterDpkg)) continue;
      return HostFinding{kAptId, Health::warning,
                         "the hook of " + file->path +
                             " runs after that of monit-pkgmap: the checks are back by then",
                         "give it a name before " + ours.path.substr(ours.path.rfind('/') + 1)};
    }
  }
  return std::nullopt;
}

// Whether a shell line has the word: the end of a path counts, "monit-pkgmap" is no "monit".
bool has_word(std::string_view line, std::string_view word) {
  for (std::size_t at = line.find(word); at != kNowhere; at = line.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_word_byte(line[at - 1])) &&
        (end == line.size() || !is_word_byte(line[end]))) {
      return true;
    }
  }
  return false;
}

bool acts_on_monit(std::string_view line) {
  constexpr std::array<std::string_view, 7> kActs = {"stop",    "start",     "restart", "quit",
                                                     "monitor", "unmonitor", "reload"};
  return has_word(line, "monit") &&
         std::any_of(kActs.begin(), kActs.end(), [&](auto act) { return has_word(line, act); });
}

void add_those_that_act_on_monit(const std::vector<File>& all, std::vector<HostFinding>& findings) {
  for (const File& file : all) {
    const bool acts =
        std::any_of(file.settings.begin(), file.settings.end(), [](const AptSetting& setting) {
          return is_any_of(setting.name, kHooks) && acts_on_monit(setting.value);
        });
    if (!acts) continue;
    findings.push_back(
        {kAptId, Health::warning,
         file.path + " makes apt stop or start monit, or its checks, by itself",
         "remove these lines: monit-pkgmap suspends the checks of the packages alone"});
  }
}

}  // namespace

std::vector<HostFinding> examine_apt_hook(HostFiles& files, const AptPlaces& places) {
  if (places.settings.empty() || ::access(places.settings.c_str(), F_OK) != 0 ||
      ::access(places.program.c_str(), X_OK) != 0) {
    return {};
  }
  const auto all = files_of_apt(files, places);
  const auto ours = std::find_if(all.begin(), all.end(),
                                 [&](const File& file) { return file.path == places.settings; });
  if (ours == all.end()) return {};
  std::vector<HostFinding> findings;
  auto fault = fault_in(*ours);
  if (!fault) fault = later_hook(all, *ours);
  const bool dpkg =
      !places.dpkg_settings.empty() && ::access(places.dpkg_settings.c_str(), F_OK) == 0;
  findings.push_back(
      fault ? *fault
            : HostFinding{kAptId,
                          Health::ok,
                          dpkg ? "apt and dpkg call monit-pkgmap" : "apt calls monit-pkgmap",
                          {}});
  add_those_that_act_on_monit(all, findings);
  return findings;
}

}  // namespace pkgmap
