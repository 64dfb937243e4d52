#include "engine/journal/heartbeats.hpp"

#include <charconv>
#include <sstream>

#include "engine/journal/read_text.hpp"
#include "engine/system/files/state_directory.hpp"

namespace pkgmap {
namespace {

constexpr const char* kBeatSuffix = ".beat";
// Every text is as long, so that a text replaces the whole text before it.
constexpr std::size_t kBeatLength = 160;

std::string beat_file_of(int pid) {
  return std::to_string(pid) + kBeatSuffix;
}

std::optional<Heartbeat> heartbeat_from(const std::string& text, int pid) {
  std::istringstream words(text);
  Heartbeat heartbeat;
  words >> heartbeat.boot_id >> heartbeat.pid >> heartbeat.start_time >> heartbeat.next_usec >>
      heartbeat.alone_usec;
  if (!words || heartbeat.pid != pid) return std::nullopt;
  return heartbeat;
}

// The pid in the name PID.beat; 0 if the name has another form.
int pid_of_file(const std::string& name) {
  int pid = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), pid);
  const bool whole = error == std::errc() && std::string(end) == kBeatSuffix;
  return whole && pid > 0 ? pid : 0;
}

}  // namespace

Done give_heartbeat(const StateStore& store, const Heartbeat& heartbeat) {
  std::string text = heartbeat.boot_id + ' ' + std::to_string(heartbeat.pid) + ' ' +
                     std::to_string(heartbeat.start_time) + ' ' +
                     std::to_string(heartbeat.next_usec) + ' ' +
                     std::to_string(heartbeat.alone_usec);
  text.resize(kBeatLength - 1, ' ');
  return store.overwrite(beat_file_of(heartbeat.pid), text + '\n');
}

std::optional<Heartbeat> last_heartbeat(const StateStore& store, int pid) {
  const std::string name = beat_file_of(pid);
  if (pid <= 0 || !store.has(name)) return std::nullopt;
  const auto text = read_text(store, name, kBeatLength);
  return text ? heartbeat_from(*text, pid) : std::nullopt;
}

std::optional<Heartbeat> last_heartbeat_in(const std::string& state_directory, int pid) {
  bool missing = false;
  const auto directory = StateDirectory::open_existing(state_directory, missing);
  return directory ? last_heartbeat(*directory, pid) : std::nullopt;
}

std::vector<Heartbeat> all_heartbeats(const StateStore& store) {
  std::vector<Heartbeat> found;
  const auto names = store.list(kBeatSuffix);
  if (!names) return found;
  for (const std::string& name : *names) {
    if (const auto heartbeat = last_heartbeat(store, pid_of_file(name))) {
      found.push_back(*heartbeat);
    }
  }
  return found;
}

Done remove_heartbeat(const StateStore& store, int pid) {
  return store.remove_unsynced(beat_file_of(pid));
}

}  // namespace pkgmap
