#include "engine/facts/program_file.hpp"

#include <dirent.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <sstream>
#include <string_view>

#include "engine/system/process/proc.hpp"
#include "parsers/source/contains.hpp"

namespace pkgmap {
namespace {

// Returns 0 unless these are the four digits of a port.
int port_in_hex(std::string_view digits) {
  constexpr std::size_t kDigits = 4;
  int port = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, port, 16);
  return digits.size() == kDigits && error == std::errc() && stop == end ? port : 0;
}

std::vector<std::string> words_of_line(const std::string& line) {
  std::istringstream words(line);
  std::vector<std::string> result;
  for (std::string word; words >> word;) result.push_back(std::move(word));
  return result;
}

}  // namespace

std::vector<ExecutedFile> executed_files(int pid, std::size_t most) {
  const std::string place = std::to_string(pid);
  return executed_files_in(proc_link(place + "/exe"), proc_text(place + "/maps"), most);
}

std::vector<ExecutedFile> executed_files_in(const std::string& program, const std::string& maps,
                                            std::size_t most) {
  std::vector<ExecutedFile> files;
  const auto add = [&](const std::string& link) {
    const std::string path = without_deleted(link);
    const bool deleted = path != link && !names_a_prelinked_file(link);
    const auto known = std::find_if(files.begin(), files.end(),
                                    [&](const ExecutedFile& one) { return one.path == path; });
    if (known == files.end()) {
      files.push_back({path, deleted});
    } else {
      known->deleted = known->deleted || deleted;
    }
  };
  if (!program.empty()) add(program);
  std::istringstream lines(maps);
  for (std::string line; std::getline(lines, line) && files.size() < most;) {
    const std::size_t slash = line.find('/');
    const std::size_t rights = line.find(' ');
    if (slash == std::string::npos || rights + 3 >= line.size() || line[rights + 3] != 'x')
      continue;
    add(line.substr(slash));
  }
  return files;
}

bool holds_deleted(int pid, const std::vector<std::string>& paths) {
  constexpr int kMostDescriptors = 4'096;
  const std::string place = std::to_string(pid) + "/fd";
  const std::unique_ptr<DIR, int (*)(DIR*)> directory(::opendir(("/proc/" + place).c_str()),
                                                      ::closedir);
  if (!directory) return false;
  for (int looked = 0; looked < kMostDescriptors; ++looked) {
    const dirent* entry = ::readdir(directory.get());
    if (!entry) return false;
    const std::string link = proc_link(place + "/" + &entry->d_name[0]);
    const std::string path = without_deleted(link);
    if (path != link && contains(paths, path)) return true;
  }
  return false;
}

std::vector<std::string> inodes_of_port(const std::string& table, int port) {
  std::vector<std::string> inodes;
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);) {
    const auto words = words_of_line(line);
    constexpr std::size_t kInode = 9;
    if (words.size() <= kInode || words[3] != "0A") continue;  // TCP_LISTEN
    const std::string& local = words[1];
    if (port_in_hex(std::string_view(local).substr(local.rfind(':') + 1)) == port) {
      inodes.push_back(words[kInode]);
    }
  }
  return inodes;
}

std::vector<std::string> inodes_of_paths(const std::string& table,
                                         const std::vector<std::string>& paths) {
  std::vector<std::string> inodes;
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);) {
    const auto words = words_of_line(line);
    // __SO_ACCEPTCON: the socket listens.
    if (words.size() < 8 || words[3] != "00010000") continue;
    const std::size_t slash = line.find('/');
    if (slash == std::string::npos) continue;  // An abstract socket has no path.
    const std::string path = line.substr(slash);
    if (std::find(paths.begin(), paths.end(), path) != paths.end()) inodes.push_back(words[6]);
  }
  return inodes;
}

std::vector<std::string> listening_inodes(int port, const std::vector<std::string>& paths) {
  if (!paths.empty()) {
    std::vector<std::string> spellings = paths;
    for (const std::string& path : paths) {
      if (path.starts_with("/run/")) spellings.push_back("/var" + path);
    }
    return inodes_of_paths(proc_text("net/unix"), spellings);
  }
  if (port == 0) return {};
  auto inodes = inodes_of_port(proc_text("net/tcp"), port);
  const auto more = inodes_of_port(proc_text("net/tcp6"), port);
  inodes.insert(inodes.end(), more.begin(), more.end());
  return inodes;
}

std::vector<std::pair<std::string, int>> sockets_of(const std::vector<int>& pids) {
  constexpr std::string_view kSocket = "socket:[";
  std::vector<std::pair<std::string, int>> found;
  for (const int pid : pids) {
    const std::string place = std::to_string(pid) + "/fd";
    const std::unique_ptr<DIR, int (*)(DIR*)> directory(::opendir(("/proc/" + place).c_str()),
                                                        ::closedir);
    if (!directory) continue;
    while (const dirent* entry = ::readdir(directory.get())) {
      const std::string link = proc_link(place + "/" + &entry->d_name[0]);
      if (!link.starts_with(kSocket)) continue;
      found.emplace_back(link.substr(kSocket.size(), link.size() - kSocket.size() - 1), pid);
    }
  }
  return found;
}

}  // namespace pkgmap
