// What the command line asks for. cli/man/monit-pkgmap.8 is the reference.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/queries/verify.hpp"
#include "engine/settings.hpp"

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
  std::string transaction;               ///< suspend --transaction; "-" is standard input
  std::string session;                   ///< resume, guard
  bool hook = false;                     ///< resume --hook
  Against against = Against::either;     ///< verify
  int ready_fd = -1;                     ///< guard
};

/// Either what to do, or what to say and with which exit status to end.
struct ParsedOptions {
  std::optional<Options> options;
  std::string said;
  int exit_status = 0;
};

ParsedOptions parse_options(int argc, const char* const* argv);

}  // namespace pkgmap::cli
