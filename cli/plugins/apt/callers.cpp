#include "cli/plugins/apt/callers.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <optional>

#include "engine/system/process/proc.hpp"

namespace pkgmap::apt {
namespace {

constexpr int kMostCallers = 64;

// Nullopt if one of them cannot be looked at.
std::optional<bool> are_one_file(const std::string& one, const std::string& other) {
  struct stat first = {};
  struct stat second = {};
  if (::stat(one.c_str(), &first) != 0 || ::stat(other.c_str(), &second) != 0) return std::nullopt;
  return first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

bool same_file(const std::string& one, const std::string& other) {
  return are_one_file(one, other).value_or(false);
}

std::string executable(int pid) {
  return "/proc/" + std::to_string(pid) + "/exe";
}

// A process that has ended leaves its children to others, which do not count.
int parent_of(int pid) {
  const auto facts = process_facts(pid);
  if (!facts) return 0;
  const auto parent = process_facts(facts->ppid);
  return parent && parent->start_time <= facts->start_time ? facts->ppid : 0;
}

bool may_be_a_caller(int pid) {
  return ::geteuid() != 0 || is_of_root_alone(pid);
}

}  // namespace

std::vector<int> callers(const CallerPlaces& places) {
  std::vector<int> found;
  int pid = parent_of(::getpid());
  if (pid > 1 && same_file(executable(pid), places.shell)) pid = parent_of(pid);
  while (pid > 1 && found.size() < kMostCallers && may_be_a_caller(pid)) {
    found.push_back(pid);
    pid = parent_of(pid);
  }
  return found;
}

bool is_dpkg(int pid, const CallerPlaces& places) {
  return same_file(executable(pid), places.dpkg) || executable_of(pid) == places.dpkg;
}

bool in_a_chroot() {
  return !are_one_file("/proc/1/root", "/").value_or(true);
}

}  // namespace pkgmap::apt
