#include "cli/plugins/dnf5/running_dnf.hpp"

#include <charconv>
#include <string_view>

namespace pkgmap::dnf5 {
namespace {

bool has_flag(std::string_view flags, std::string_view wanted) {
  while (!flags.empty()) {
    const std::size_t end = std::min(flags.find_first_of(", "), flags.size());
    if (flags.substr(0, end) == wanted) return true;
    flags.remove_prefix(std::min(end + 1, flags.size()));
  }
  return false;
}

}  // namespace

bool changes_this_system(const RunningDnf& found) {
  const bool other_root = found.root.find_first_not_of('/') != std::string::npos;
  return !other_root && !has_flag(found.flags, "test") && !has_flag(found.flags, "justdb");
}

int pid_of(const RunningDnf& found) {
  int pid = 0;
  const char* const end = found.pid.data() + found.pid.size();
  const auto [stop, error] = std::from_chars(found.pid.data(), end, pid);
  return error == std::errc() && stop == end && pid > 0 ? pid : 0;
}

}  // namespace pkgmap::dnf5
