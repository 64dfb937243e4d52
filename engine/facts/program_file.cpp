#include "engine/facts/program_file.hpp"

#include <dirent.h>

#include <algorithm>
#include <memory>
#include <sstream>
#include <string_view>

#include "engine/system/process/proc.hpp"
#include "parsers/source/contains.hpp"

namespace pkgmap {

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
