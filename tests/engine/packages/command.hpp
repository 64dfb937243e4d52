// Runs a real program for comparison: no shell, both outputs caught.
#pragma once

#include <string>
#include <vector>

namespace pkgmap {

struct CommandResult {
  int status = -1;  ///< The exit status; 128 + signal if a signal ended the program.
  std::string out;
  std::string err;
};

/// Runs a program in the locale C and waits for its end; `input` is the file for standard input.
CommandResult run_command(const std::vector<std::string>& arguments,
                          const std::string& input = "/dev/null");

std::vector<std::string> lines_of(const std::string& text);

}  // namespace pkgmap
