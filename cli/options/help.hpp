// The help of the program and of each command, the same with every version of CLI11. Private to
// cli/options.
#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace pkgmap::cli {

/// Prints what the options were defined with: their names, the type name as the word for the value,
/// and the description, whose line breaks it keeps. An option or command with an empty group is
/// hidden.
class HelpFormatter : public CLI::FormatterBase {
 public:
  /// `name` is what a person types for `app`, with the program's name before it.
  std::string make_help(const CLI::App* app, std::string name,
                        CLI::AppFormatMode mode) const override;
};

}  // namespace pkgmap::cli
