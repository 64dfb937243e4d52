#include "cli/plugins/apt/dpkg_command.hpp"

#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

namespace pkgmap::apt {
namespace {

namespace fs = std::filesystem;

// Of a recursive command, which may find anything below its directories.
constexpr int kDeepest = 16;
constexpr std::size_t kMostFiles = 20'000;

struct Action {
  const char* letter;  ///< The short option; empty if there is none.
  const char* name;
};
constexpr std::array<Action, 6> kActions = {{
    {"-i", "--install"},
    {"-r", "--remove"},
    {"-P", "--purge"},
    {"", "--unpack"},
    {"", "--configure"},
    {"", "--triggers-only"},
}};

void take(const DpkgOption& option, DpkgCommand& command) {
  for (const Action& action : kActions) {
    if (option.name == action.letter || option.name == action.name) command.action = action.name;
  }
  if (option.name == "-a" || option.name == "--pending") command.pending = true;
  if (option.name == "-R" || option.name == "--recursive") command.recursive = true;
}

Change change_of_file(const fs::path& path, const fs::path& directory) {
  return {"upgrade", "", "", "", (directory / path).lexically_normal().string()};
}

// As dpkg looks for them: files behind links, too.
void add_files_below(const fs::path& top, std::vector<Change>& changes) {
  std::error_code unreadable;
  fs::recursive_directory_iterator entry(top,
                                         fs::directory_options::follow_directory_symlink |
                                             fs::directory_options::skip_permission_denied,
                                         unreadable);
  for (const fs::recursive_directory_iterator end; !unreadable && entry != end;
       entry.increment(unreadable)) {
    if (changes.size() >= kMostFiles) return;
    if (entry.depth() >= kDeepest) entry.disable_recursion_pending();
    std::error_code unknown;
    if (entry->path().extension() == ".deb" && entry->is_regular_file(unknown)) {
      changes.push_back(change_of_file(entry->path(), top));
    }
  }
}

// "name" or "name:arch".
Change change_of_name(const std::string& operand, const char* action) {
  const std::size_t colon = operand.find(':');
  return {action, operand.substr(0, colon), "",
          colon == std::string::npos ? std::string() : operand.substr(colon + 1), ""};
}

}  // namespace

DpkgCommand read_dpkg_command(const std::vector<std::string>& argv,
                              const DpkgVariables& variables) {
  DpkgCommand command;
  if (argv.empty()) return command;
  DpkgWords words = split_words({argv.begin() + 1, argv.end()});
  for (const DpkgOption& option : words.options) take(option, command);
  command.elsewhere = leads_elsewhere(words.options, variables);
  command.operands = std::move(words.operands);
  return command;
}

std::vector<Change> changes_of(const DpkgCommand& command, const std::string& directory) {
  std::vector<Change> changes;
  const bool of_files = command.action == "--install" || command.action == "--unpack";
  const bool goes = command.action == "--remove" || command.action == "--purge";
  if (!of_files && !goes && command.action != "--configure" &&
      command.action != "--triggers-only") {
    return changes;
  }
  for (const std::string& operand : command.operands) {
    if (of_files && command.recursive) {
      add_files_below(fs::path(directory) / operand, changes);
    } else if (of_files) {
      changes.push_back(change_of_file(operand, directory));
    } else {
      changes.push_back(change_of_name(operand, goes ? "remove" : "reinstall"));
    }
  }
  return changes;
}

}  // namespace pkgmap::apt
