#include "engine/monit/control_file_name.hpp"

#include <filesystem>
#include <string_view>
#include <system_error>

#include "engine/system/users.hpp"

namespace pkgmap {
namespace {

// Options of monit(1) that take a value: the rest of their argument, or the next argument.
constexpr std::string_view kOptionsWithValue = "cdglps";
// Options after which monit prints an answer and ends; the last two are those of monit before 5.9.
constexpr std::string_view kOptionsThatEnd = "tVhHir";

}  // namespace

bool runs_as_daemon(const std::vector<std::string>& command_line) {
  for (std::size_t i = 1; i < command_line.size(); ++i) {
    const std::string& argument = command_line[i];
    if (argument == "--") return i + 1 == command_line.size();
    if (argument.size() < 2 || argument[0] != '-' || argument[1] == '-') return false;
    const std::size_t at = argument.find_first_of(kOptionsWithValue, 1);
    if (argument.substr(0, at).find_first_of(kOptionsThatEnd, 1) != std::string::npos) return false;
    if (at != std::string::npos && at + 1 == argument.size()) ++i;
  }
  return true;
}

bool keeps_its_directory(const std::vector<std::string>& command_line) {
  for (std::size_t i = 1; i < command_line.size(); ++i) {
    const std::string& argument = command_line[i];
    if (argument == "--") break;
    if (argument.size() < 2 || argument[0] != '-' || argument[1] == '-') continue;
    const std::size_t at = argument.find_first_of(kOptionsWithValue, 1);
    if (argument.substr(0, at).find('I', 1) != std::string::npos) return true;
    if (at != std::string::npos && at + 1 == argument.size()) ++i;
  }
  return false;
}

// Builds for Debian and for the BSDs look in the last two.
std::vector<std::string> usual_control_files() {
  return {home_directory() + "/.monitrc", "/etc/monitrc", "/etc/monit/monitrc",
          "/usr/local/etc/monitrc"};
}

std::string option_argument(const std::vector<std::string>& command_line, char option) {
  std::string found;
  for (std::size_t i = 1; i < command_line.size(); ++i) {
    const std::string& argument = command_line[i];
    if (argument == "--") break;
    if (argument.size() < 2 || argument[0] != '-' || argument[1] == '-') continue;
    const std::size_t at = argument.find_first_of(kOptionsWithValue, 1);
    if (at == std::string::npos) continue;
    std::string value = argument.substr(at + 1);
    if (value.empty() && i + 1 < command_line.size()) value = command_line[++i];
    if (argument[at] == option) found = value;
  }
  return found;
}

bool same_control_file(const std::string& left, const std::string& right) {
  if (left.empty() || right.empty() || left == right) return true;
  std::error_code gone;
  return std::filesystem::equivalent(left, right, gone);
}

}  // namespace pkgmap
