// What the command line asks for. cli/man/monit-pkgmap.8 is the reference.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/queries/verify.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::cli {

enum class ColorMode { automatic, always, never };

struct Options {
  Settings settings;
  bool json = false;
  bool verbose = false;
  ColorMode color = ColorMode::automatic;

  std::string command;
  std::vector<std::string> packages;     ///< explain
  std::vector<std::string> check_names;  ///< explain --check
  bool dot = false;                      ///< explain --dot
  std::string transaction;               ///< suspend, explain: --transaction; "-" is standard input
  std::string session;                   ///< resume, guard
  bool hook = false;                     ///< resume --hook
  Against against = Against::either;     ///< verify
  int ready_fd = -1;                     ///< guard
};

/// One of three: what to do, what is wrong, or what was asked to be said (--help, --version).
struct ParsedOptions {
  std::optional<Options> options;
  std::optional<Error> error;
  std::string said;
  bool json = false;  ///< The error is wanted as JSON.
};

ParsedOptions parse_options(int argc, const char* const* argv);

}  // namespace pkgmap::cli
