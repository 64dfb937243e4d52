#include "engine/facts/program_file.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <sstream>
#include <string_view>

#include "engine/system/process/proc.hpp"

namespace pkgmap {
namespace {

constexpr std::string_view kDeleted = " (deleted)";

bool is_hex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

std::vector<std::string> words_of_line(const std::string& line) {
  std::istringstream words(line);
  std::vector<std::string> result;
  for (std::string word; words >> word;) result.push_back(std::move(word));
  return result;
}

bool there(const std::string& path) {
  return ::faccessat(AT_FDCWD, path.c_str(), F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

}  // namespace

std::string without_deleted(std::string link, bool exists) {
  if (exists || !link.ends_with(kDeleted)) return link;
  link.resize(link.size() - kDeleted.size());
  // rpm first writes a new file as "NAME;HEX"; the link may still have that name.
  const std::size_t mark = link.rfind(';');
  if (mark != std::string::npos && link.size() - mark == 9 && is_hex(link.substr(mark + 1))) {
    link.resize(mark);
  }
  return link;
}

std::string program_file(int pid) {
  std::string link = proc_link(std::to_string(pid) + "/exe");
  const bool exists = there(link);
  return without_deleted(std::move(link), exists);
}

std::vector<std::string> mapped_programs(int pid, std::size_t most) {
  std::vector<std::string> files;
  std::istringstream lines(proc_text(std::to_string(pid) + "/maps"));
  for (std::string line; std::getline(lines, line) && files.size() < most;) {
    const std::size_t slash = line.find('/');
    const std::size_t rights = line.find(' ');
    if (slash == std::string::npos || rights + 3 >= line.size() || line[rights + 3] != 'x')
      continue;
    std::string path = line.substr(slash);
    if (path.ends_with(kDeleted)) path = without_deleted(path, there(path));
    if (std::find(files.begin(), files.end(), path) == files.end()) files.push_back(path);
  }
  return files;
}

std::vector<std::string> inodes_of_port(const std::string& table, int port) {
  std::vector<std::string> inodes;
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);) {
    const auto words = words_of_line(line);
    constexpr std::size_t kInode = 9;
    if (words.size() <= kInode || words[3] != "0A") continue;  // TCP_LISTEN
    const std::string& local = words[1];
    const std::string digits = local.substr(local.rfind(':') + 1);
    if (is_hex(digits) && digits.size() == 4 && std::stoi(digits, nullptr, 16) == port) {
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
