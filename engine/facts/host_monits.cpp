#include "engine/facts/host_monits.hpp"

#include <algorithm>
#include <utility>

#include "engine/facts/control_file.hpp"
#include "engine/facts/state_directories.hpp"
#include "engine/monit/control_file_name.hpp"
#include "parsers/source/counted.hpp"

namespace pkgmap {
namespace {

void add(FurtherMonit monit, HostMonits& monits) {
  if (!monits.first.empty() && same_control_file(monits.first, monit.control_file)) return;
  for (FurtherMonit& known : monits.further) {
    if (!same_control_file(known.control_file, monit.control_file)) continue;
    known.runs = known.runs || monit.runs;
    return;
  }
  monits.further.push_back(std::move(monit));
}

// A monit whose control file has too long a name has none of its own.
std::string own_or_outermost(std::string own, const Settings& settings) {
  return own.empty() ? settings.state_directory : std::move(own);
}

void add_those_with_state(const Settings& settings, const StateDirectories& directories,
                          HostMonits& monits) {
  const std::string& holder = directories.holder();
  if (!holder.empty() && directories.of(holder) == settings.state_directory) {
    add({holder, settings.state_directory, false}, monits);
  }
  for (const std::string& directory : state_directories_below(settings.state_directory)) {
    add({StateDirectories::control_file_in(directory), directory, false}, monits);
  }
}

// systemd may have given the first monit mounts of its own (`PrivateTmp=`). It still is the monit
// of its control file: whoever asks it finds out who answers.
bool is_the_first(const ForeignMonit& monit, const HostMonits& monits) {
  const auto is_of_the_first = [&](const std::string& control_file) {
    return !control_file.empty() && same_control_file(monits.first, control_file);
  };
  return is_of_the_first(monit.confined_control_file) &&
         std::none_of(monits.running.ours.begin(), monits.running.ours.end(),
                      [&](const MonitDaemon& ours) { return is_of_the_first(ours.control_file); });
}

}  // namespace

HostMonits find_host_monits(const Settings& settings, const MonitSearch& search) {
  HostMonits monits;
  monits.first_state_directory = settings.state_directory;
  if (!settings.live() || !settings.monitrc.empty()) return monits;
  if (auto first = choose_control_file(settings)) monits.first = std::move(*first);
  const StateDirectories directories(settings, monits.first);
  if (!monits.first.empty()) {
    monits.first_state_directory = own_or_outermost(directories.of(monits.first), settings);
  }
  monits.running = find_running_monits(search);
  add_those_with_state(settings, directories, monits);
  for (const MonitDaemon& daemon : monits.running.ours) {
    std::string directory = directories.of(daemon.control_file);
    if (directory.empty()) {
      ++monits.running.more_ours;
    } else {
      add({daemon.control_file, std::move(directory), true}, monits);
    }
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
    if (is_the_first(monit, monits)) continue;
    unserved.push_back({described(monit), monit.process.executable});
  }
  if (monits.running.more_foreign > 0) {
    unserved.push_back({counted(monits.running.more_foreign, "more monit"), kSeveral});
  }
  if (monits.running.more_ours > 0) {
    unserved.push_back(
        {counted(monits.running.more_ours, "more monit") + " of root", kSeveral, true});
  }
  if (monits.running.is_late) {
    unserved.push_back({"monits of root that could not be examined in time", kSeveral, true});
  }
  return unserved;
}

std::vector<std::string> idle_state_directories(const HostMonits& monits,
                                                const std::string& outermost) {
  std::vector<std::string> idle = state_directories_below(outermost);
  idle.push_back(outermost);
  std::erase(idle, monits.first_state_directory);
  for (const FurtherMonit& monit : monits.further) {
    if (monit.runs) std::erase(idle, monit.state_directory);
  }
  return idle;
}

std::string state_directory_of(const Settings& settings, const std::string& control_file) {
  Settings any = settings;
  any.monitrc.clear();
  const auto first = choose_control_file(any);
  return own_or_outermost(StateDirectories(any, first ? *first : "").of(control_file), settings);
}

}  // namespace pkgmap
