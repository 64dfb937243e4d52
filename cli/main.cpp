// monit-pkgmap: the command line.
#include <signal.h>

#include <array>
#include <cstdio>
#include <exception>
#include <utility>

#include "cli/commands/commands.hpp"

namespace {

using namespace pkgmap::cli;

constexpr std::array<std::pair<const char*, int (*)(const Options&, const Screen&)>, 7> kCommands =
    {{
        {"config", run_config},
        {"explain", run_explain},
        {"suspend", run_suspend},
        {"resume", run_resume},
        {"status", run_status},
        {"verify", run_verify},
        {"guard", run_guard_command},
    }};

int run(int argc, char** argv) {
  const ParsedOptions parsed = parse_options(argc, argv);
  if (!parsed.options) {
    std::fputs(parsed.said.c_str(), parsed.exit_status == 0 ? stdout : stderr);
    return parsed.exit_status;
  }
  const Screen screen(*parsed.options);
  for (const auto& [name, command] : kCommands) {
    if (parsed.options->command == name) return command(*parsed.options, screen);
  }
  return exit_status(pkgmap::ErrorCode::usage);
}

}  // namespace

int main(int argc, char** argv) {
  ::signal(SIGPIPE, SIG_IGN);
  try {
    return run(argc, argv);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "error: %s\n", problem.what());
    return exit_status(pkgmap::ErrorCode::failed);
  }
}
