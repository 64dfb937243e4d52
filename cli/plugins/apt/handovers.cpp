#include "cli/plugins/apt/handovers.hpp"

#include <charconv>
#include <cstdint>
#include <string_view>

#include "engine/system/files/state_directory.hpp"
#include "engine/system/process/proc.hpp"

namespace pkgmap::apt {
namespace {

constexpr std::string_view kPrefix = "apt-";
constexpr const char* kSuffix = ".handover";
constexpr std::size_t kLongest = 4096;

std::string name_for(int pid) {
  return std::string(kPrefix) + std::to_string(pid) + kSuffix;
}

// A note begins with the start time of its process.
struct Note {
  std::uint64_t start_time = 0;
  hook::Handover handed;
};

std::optional<Note> note_in(std::string_view text) {
  Note note;
  const std::size_t blank = text.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + blank, note.start_time);
  auto handed = hook::Handover::read(text.substr(blank + 1));
  if (error != std::errc() || stop != text.data() + blank || !handed) return std::nullopt;
  note.handed = std::move(*handed);
  return note;
}

int pid_of(std::string_view name) {
  int pid = 0;
  if (!name.starts_with(kPrefix)) return 0;
  std::from_chars(name.data() + kPrefix.size(), name.data() + name.size(), pid);
  return pid;
}

void remove_dead(const StateDirectory& directory) {
  const auto names = directory.list(kSuffix);
  if (!names) return;
  for (const std::string& name : *names) {
    const auto text = directory.read(name, kLongest);
    const auto note = text ? note_in(*text) : std::nullopt;
    if (note && same_process(pid_of(name), note->start_time)) continue;
    static_cast<void>(directory.remove(name));
  }
}

}  // namespace

Done Handovers::leave(int pid, const hook::Handover& handed) const {
  const auto directory = StateDirectory::open(directory_);
  if (!directory) return directory.error();
  const auto process = process_facts(pid);
  if (!process) return Error{ErrorCode::failed, "process " + std::to_string(pid) + " has ended"};
  remove_dead(*directory);
  return directory->write(name_for(pid), std::to_string(process->start_time) + " " + handed.text());
}

std::optional<hook::Handover> Handovers::take(int pid) const {
  bool missing = false;
  const auto directory = StateDirectory::open_existing(directory_, missing);
  const std::string name = name_for(pid);
  if (!directory || !directory->has(name)) return std::nullopt;
  const auto text = directory->read(name, kLongest);
  static_cast<void>(directory->remove(name));
  const auto note = text ? note_in(*text) : std::nullopt;
  if (!note || !same_process(pid, note->start_time)) return std::nullopt;
  return note->handed;
}

}  // namespace pkgmap::apt
