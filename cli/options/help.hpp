// Formats the help of the program and of each command, the same with every version of CLI11. Only
// cli/options includes this file.
#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace pkgmap::cli {

/// Shows for each option its names, the word for its value ("FILE", the type name in CLI11), and
/// its description, with the line breaks that the description has. Leaves out a hidden option or
/// command, that is, one whose group (CLI11) is empty.
class HelpFormatter : public CLI::FormatterBase {
 public:
  /// Returns the help of `app`. `name` is what a person types for `app`: "monit-pkgmap explain".
  /// `mode` has no effect.
  std::string make_help(const CLI::App* app, std::string name,
                        CLI::AppFormatMode mode) const override;
};

}  // namespace pkgmap::cli
