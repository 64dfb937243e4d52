#include "engine/facts/state_directories.hpp"

#include <unistd.h>

#include <filesystem>
#include <system_error>

#include <climits>

#include "engine/facts/control_file.hpp"
#include "engine/journal/journal.hpp"
#include "engine/journal/last_reading.hpp"
#include "engine/monit/control_file_name.hpp"
#include "engine/monit/running_monits.hpp"
#include "engine/system/files/state_directory.hpp"
#include "parsers/source/hex.hpp"

namespace pkgmap {
namespace {

bool stays_as_it_is(char c) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return letter || c == '.' || c == '_';
}

// "/opt/own monit/monitrc" becomes "opt-own%20monit-monitrc": the name of one file, and no hidden
// one, of which control_file_called() makes the path again.
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

std::string control_file_called(const std::string& name) {
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

// Empty if the name is too long for a file.
std::string directory_below(const std::string& outermost, const std::string& control_file) {
  const std::string path = real_path_of(control_file);
  if (!path.starts_with('/') || name_of(path).size() > NAME_MAX) return {};
  return outermost + kStateDirectoriesBelow + "/" + name_of(path);
}

// Also if it is not safe to use, which whoever opens it then says.
bool is_there(const std::string& outermost, const std::string& below) {
  bool missing = false;
  if (!StateDirectory::open_existing(outermost, missing)) return false;
  return StateDirectory::open_existing(below, missing).ok() || !missing;
}

bool exists_or_runs(const std::string& control_file) {
  return ::access(control_file.c_str(), F_OK) == 0 || find_running_monit(control_file);
}

}  // namespace

StateDirectories::StateDirectories(const Settings& settings, const std::string& first)
    : outermost_(settings.state_directory), holder_(holder_of_outermost()) {
  if (holder_.empty()) holder_ = first;
}

// A session says it first: it must be found again.
std::string StateDirectories::holder_of_outermost() const {
  const auto found = read_sessions(outermost_);
  std::string holder;
  if (found && !found->sessions.empty()) holder = found->sessions.front().control_file;
  if (holder.empty()) holder = control_file_of_last_reading(outermost_);
  return !holder.empty() && exists_or_runs(holder) ? holder : std::string();
}

std::string StateDirectories::of(const std::string& control_file) const {
  const std::string below = directory_below(outermost_, control_file);
  if (!below.empty() && is_there(outermost_, below)) return below;
  const bool holds = !holder_.empty() && same_control_file(holder_, control_file);
  return holds ? outermost_ : below;
}

std::string StateDirectories::control_file_in(const std::string& state_directory) {
  return control_file_called(state_directory.substr(state_directory.rfind('/') + 1));
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
