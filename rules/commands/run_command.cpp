#include "rules/commands/run_command.hpp"

#include <algorithm>

#include "parsers/source/base_name.hpp"
#include "rules/commands/container_reference.hpp"
#include "rules/commands/wrappers.hpp"

namespace pkgmap::rules {
namespace {

constexpr int kDeepest = 8;
// Bytes of all the command lines on the way, since loops within loops make more and more of them.
constexpr std::size_t kMostCommandBytes = 256 * 1024;

// Returns whether a word in front of the command sets such a variable: `env DOCKER_HOST=… docker`.
bool leads_away(const Words& argv, const Words& command) {
  const std::size_t own = argv.size() - std::min(argv.size(), command.size());
  return std::any_of(argv.begin(), argv.begin() + static_cast<std::ptrdiff_t>(own),
                     leads_to_another_engine);
}

/// Follows one command line through its wrappers.
class Search {
 public:
  explicit Search(bool always) : always_(always) {}

  /// With `elsewhere`, the command gets a variable that leads an engine to another host.
  void follow(const Words& argv, int depth, bool elsewhere = false) {
    // An empty word is no program.
    if (argv.empty() || argv[0].empty() || depth > kDeepest || !has_room_for(argv)) return;
    if (argv[0].find_first_of("$`*?~") != std::string::npos) return;
    const Wrapped inner = behind_wrapper(argv);
    if (inner.text) {
      follow_text(*inner.text, inner.arguments, depth, elsewhere);
    } else if (!inner.command.empty()) {
      follow(inner.command, depth + 1, elsewhere || leads_away(argv, inner.command));
    } else if (!elsewhere || !is_container_engine(base_name(argv[0]))) {
      found_.push_back(argv);
    }
  }

  std::vector<Words> found() { return std::move(found_); }

 private:
  void follow_text(const std::string& text, const Words& arguments, int depth, bool elsewhere) {
    const ShellText inner = shell_commands(text, arguments);
    if (always_ && inner.has_conditions) return;
    for (const Words& command : inner.commands) follow(command, depth + 1, elsewhere);
  }

  bool has_room_for(const Words& argv) {
    for (const std::string& word : argv) bytes_ += word.size() + sizeof(word);
    return bytes_ <= kMostCommandBytes;
  }

  const bool always_;  ///< Whether only commands count that run whatever others answer.
  std::vector<Words> found_;
  std::size_t bytes_ = 0;
};

}  // namespace

std::vector<Words> commands_run(const Words& argv) {
  Search search(false);
  search.follow(argv, 0);
  return search.found();
}

std::vector<Words> commands_run_always(const Words& argv) {
  Search search(true);
  search.follow(argv, 0);
  return search.found();
}

}  // namespace pkgmap::rules
