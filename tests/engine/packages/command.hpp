// Runs a real program for comparison: no shell, both outputs caught.
#pragma once

#include <string>
#include <vector>

namespace pkgmap {

struct CommandResult {
  int status = -1;  ///< The exit status; 128 + signal when a signal ended it.
  std::string out;
  std::string err;
};

/// `input` is a file for standard input. The locale is C.
CommandResult run_command(const std::vector<std::string>& arguments,
                          const std::string& input = "/dev/null");

std::vector<std::string> lines_of(const std::string& text);

}  // namespace pkgmap
