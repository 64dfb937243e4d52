#include "engine/monit/control_file_name.hpp"

#include <filesystem>
#include <system_error>

#include "engine/system/users.hpp"

namespace pkgmap {

std::vector<std::string> first_control_files() {
  return {home_directory() + "/.monitrc", "/etc/monitrc"};
}

std::vector<std::string> usual_control_files() {
  std::vector<std::string> places = first_control_files();
  // Builds for Debian and for the BSDs look there.
  places.insert(places.end(), {"/etc/monit/monitrc", "/usr/local/etc/monitrc"});
  return places;
}

bool same_control_file(const std::string& left, const std::string& right) {
  if (left.empty() || right.empty() || left == right) return true;
  std::error_code gone;
  return std::filesystem::equivalent(left, right, gone);
}

}  // namespace pkgmap
