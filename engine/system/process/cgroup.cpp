#include "engine/system/process/cgroup.hpp"

#include <sstream>

namespace pkgmap {

std::string unit_in_cgroup(const std::string& cgroup) {
  std::string unit;
  std::istringstream lines(cgroup);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream parts(line.substr(line.rfind(':') + 1));
    for (std::string part; std::getline(parts, part, '/');) {
      if (part == "user.slice" || part.starts_with("machine")) break;
      if (part.ends_with(".service")) unit = part;
    }
  }
  return unit;
}

}  // namespace pkgmap
