#include "parsers/unit/tmpfiles.hpp"

#include "parsers/unit/exec_line.hpp"
#include "parsers/unit/lines.hpp"
#include "parsers/unit/unit_file.hpp"

namespace pkgmap {
namespace {

bool makes_a_directory(const std::string& type) {
  return !type.empty() && std::string_view("dDvqQ").find(type.front()) != std::string_view::npos;
}

}  // namespace

std::vector<std::string> tmpfiles_directories(std::string_view text) {
  std::vector<std::string> directories;
  LogicalLines lines(text);
  while (const auto line = lines.next()) {
    const std::vector<std::string> words = exec_arguments(*line);
    if (words.size() < 2 || !makes_a_directory(words[0])) continue;
    std::string path = expand_specifiers(words[1], "");
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    if (path.starts_with('/') && path.find('%') == std::string::npos) {
      directories.push_back(std::move(path));
    }
  }
  return directories;
}

}  // namespace pkgmap
