#include "engine/facts/host_monits.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include <climits>

#include "engine/facts/control_file.hpp"
#include "engine/monit/control_file_name.hpp"
#include "engine/system/files/state_directory.hpp"
#include "parsers/source/counted.hpp"
#include "parsers/source/hex.hpp"

namespace pkgmap {
namespace {

bool stays_as_it_is(char c) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return letter || c == '.' || c == '_';
}

// "/opt/own monit/monitrc" becomes "opt-own%20monit-monitrc": the name of one file, and no hidden
// one, of which control_file_in() makes the path again.
std::string name_of(const std::string& control_file) {
  std::string name;
  for (const char c : control_file.substr(1)) {
    if (c == '/') {
      name += '-';
    } else {
      const bool hides = name.empty() && c == '.';
      name += stays_as_it_is(c) && !hides ? std::string(1, c) : "%" + hex({&c, 1});
    }
  }
  return name;
}

std::string control_file_in(const std::string& name) {
  std::string path = "/";
  for (std::size_t at = 0; at < name.size(); ++at) {
    const auto byte = name[at] == '%' ? bytes_of_hex(name.substr(at + 1, 2)) : std::nullopt;
    if (byte) {
      path += *byte;
      at += 2;
    } else {
      path += name[at] == '-' ? '/' : name[at];
    }
  }
  return path;
}

// Also for a control file that is gone by now.
std::string real_path_of(const std::string& path) {
  std::error_code ignored;
  const auto real = std::filesystem::weakly_canonical(path, ignored);
  return ignored ? path : real.string();
}

std::string state_directory_called(const Settings& settings, const std::string& control_file) {
  return settings.state_directory + kStateDirectoriesBelow + "/" + name_of(control_file);
}

void add(FurtherMonit monit, HostMonits& monits) {
  if (!monits.first.empty() && same_control_file(monits.first, monit.control_file)) return;
  for (FurtherMonit& known : monits.further) {
    if (!same_control_file(known.control_file, monit.control_file)) continue;
    known.runs = known.runs || monit.runs;
    return;
  }
  monits.further.push_back(std::move(monit));
}

}  // namespace

HostMonits find_host_monits(const Settings& settings) {
  HostMonits monits;
  if (!settings.live() || !settings.monitrc.empty()) return monits;
  if (auto first = choose_control_file(settings)) monits.first = std::move(*first);
  monits.running = find_running_monits();
  for (const MonitDaemon& daemon : monits.running.ours) {
    const std::string& path = daemon.control_file;
    if (name_of(path).size() > NAME_MAX) {
      ++monits.running.more;
    } else {
      add({path, state_directory_called(settings, path), true}, monits);
    }
  }
  for (const std::string& directory : state_directories_below(settings.state_directory)) {
    add({control_file_in(directory.substr(directory.rfind('/') + 1)), directory, false}, monits);
  }
  std::sort(monits.further.begin(), monits.further.end(), [](const auto& one, const auto& other) {
    return one.control_file < other.control_file;
  });
  return monits;
}

std::vector<UnservedMonit> unserved_monits(const HostMonits& monits) {
  constexpr const char* kSeveral = "/proc";
  std::vector<UnservedMonit> unserved;
  for (const ForeignMonit& monit : monits.running.foreign) {
    unserved.push_back({described(monit), monit.process.executable});
  }
  if (monits.running.more > 0) {
    unserved.push_back({counted(monits.running.more, "more monit"), kSeveral});
  }
  if (monits.running.is_late) {
    unserved.push_back({"whatever was not found in time among the processes", kSeveral});
  }
  return unserved;
}

std::string state_directory_of(const Settings& settings, const std::string& control_file) {
  Settings any = settings;
  any.monitrc.clear();
  const auto first = choose_control_file(any);
  if (first && same_control_file(*first, control_file)) return settings.state_directory;
  const std::string path = real_path_of(control_file);
  return path.starts_with('/') && name_of(path).size() <= NAME_MAX
             ? state_directory_called(settings, path)
             : settings.state_directory;
}

std::vector<std::string> state_directories_below(const std::string& state_directory) {
  bool missing = false;
  const auto directory =
      StateDirectory::open_existing(state_directory + kStateDirectoriesBelow, missing);
  std::vector<std::string> paths;
  if (!directory) return paths;
  const auto names = directory->list("");
  if (!names) return paths;
  for (const std::string& name : *names) {
    const std::string path = directory->path() + "/" + name;
    if (StateDirectory::open_existing(path, missing)) paths.push_back(path);
  }
  return paths;
}

}  // namespace pkgmap
