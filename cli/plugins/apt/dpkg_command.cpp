#include "cli/plugins/apt/dpkg_command.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "parsers/source/ascii.hpp"

namespace pkgmap::apt {
namespace {

namespace fs = std::filesystem;

// Of a recursive command, which may find anything below its directories.
constexpr int kDeepest = 16;
constexpr std::size_t kMostFiles = 20'000;

struct ShortName {
  char letter;
  const char* name;
};
constexpr std::array<ShortName, 6> kActions = {{
    {'i', "--install"},
    {'r', "--remove"},
    {'P', "--purge"},
    {'\0', "--unpack"},
    {'\0', "--configure"},
    {'\0', "--triggers-only"},
}};
// Options whose value may be the next word.
constexpr std::array<std::string_view, 14> kWithValue = {
    "--admindir",      "--root",         "--instdir",      "--ignore-depends", "--status-fd",
    "--status-logger", "--log",          "--debug",        "--abort-after",    "--pre-invoke",
    "--post-invoke",   "--path-exclude", "--path-include", "--verify-format",
};

class Reader {
 public:
  explicit Reader(const std::vector<std::string>& argv) : argv_(argv) {}

  DpkgCommand read() {
    // dpkg takes no options behind its first operand.
    while (at_ < argv_.size() && argv_[at_].size() > 1 && argv_[at_].starts_with('-')) {
      const std::string& word = argv_[at_++];
      if (word == "--") break;
      word.starts_with("--") ? take_long(word) : take_short(word);
    }
    for (; at_ < argv_.size(); ++at_) command_.operands.push_back(argv_[at_]);
    return std::move(command_);
  }

 private:
  std::string next_word() { return at_ < argv_.size() ? argv_[at_++] : std::string(); }

  void take_long(const std::string& word) {
    const std::size_t equals = word.find('=');
    const std::string name = word.substr(0, equals);
    std::string value;
    if (equals != std::string::npos) {
      value = word.substr(equals + 1);
    } else if (std::find(kWithValue.begin(), kWithValue.end(), name) != kWithValue.end()) {
      value = next_word();
    }
    for (const ShortName& action : kActions) {
      if (name == action.name) command_.action = name;
    }
    command_.pending = command_.pending || name == "--pending";
    command_.recursive = command_.recursive || name == "--recursive";
    command_.elsewhere = command_.elsewhere || leads_elsewhere(name, value);
  }

  void take_short(const std::string& word) {
    for (std::size_t at = 1; at < word.size(); ++at) {
      const char letter = word[at];
      for (const ShortName& action : kActions) {
        if (letter == action.letter) command_.action = action.name;
      }
      command_.pending = command_.pending || letter == 'a';
      command_.recursive = command_.recursive || letter == 'R';
      if (letter != 'D') continue;
      if (at + 1 == word.size()) next_word();
      return;
    }
  }

  const std::vector<std::string>& argv_;
  std::size_t at_ = 1;
  DpkgCommand command_;
};

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

DpkgCommand read_dpkg_command(const std::vector<std::string>& argv) {
  return Reader(argv).read();
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
