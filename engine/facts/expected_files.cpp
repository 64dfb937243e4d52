#include "engine/facts/expected_files.hpp"

#include <optional>

#include "engine/system/files/stand_in.hpp"
#include "rules/commands/general_programs.hpp"
#include "rules/commands/run_command.hpp"

namespace pkgmap {
namespace {

// The scripts of a command: a program may be one.
void add_programs_of(const std::optional<monitrc::Command>& command,
                     std::vector<std::string>& paths) {
  if (!command) return;
  for (const auto& argv : rules::commands_run(command->argv)) {
    if (!rules::is_general_program(argv.front())) paths.push_back(argv.front());
  }
}

}  // namespace

void fetch_files_of(const std::vector<monitrc::Check>& checks, const std::string& root) {
  StandIn* const stand_in = stand_in_of(root);
  if (!stand_in) return;
  std::vector<std::string> paths;
  for (const monitrc::Check& check : checks) {
    if (check.type == monitrc::CheckType::file) paths.push_back(check.path);
    for (const auto* command : {&check.start, &check.stop, &check.restart, &check.program}) {
      add_programs_of(*command, paths);
    }
    for (const monitrc::Test& test : check.tests) {
      add_programs_of(test.action.exec, paths);
      if (test.recovery) add_programs_of(test.recovery->exec, paths);
    }
  }
  stand_in->expect(paths);
}

}  // namespace pkgmap
