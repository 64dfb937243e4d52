#include "rules/commands/run_command.hpp"

#include "rules/commands/wrappers.hpp"

namespace pkgmap::rules {
namespace {

constexpr int kDeepest = 8;
// Bytes of all the command lines on the way, since loops within loops make more and more of them.
constexpr std::size_t kMostCommandBytes = 256 * 1024;

/// Follows one command line through its wrappers.
class Search {
 public:
  explicit Search(bool always) : always_(always) {}

  void follow(const Words& argv, int depth) {
    // An empty word is no program.
    if (argv.empty() || argv[0].empty() || depth > kDeepest || !has_room_for(argv)) return;
    if (argv[0].find_first_of("$`*?~") != std::string::npos) return;
    const Wrapped inner = behind_wrapper(argv);
    if (inner.text) {
      follow_text(*inner.text, inner.arguments, depth);
    } else if (inner.command.empty()) {
      found_.push_back(argv);
    } else {
      follow(inner.command, depth + 1);
    }
  }

  std::vector<Words> found() { return std::move(found_); }

 private:
  void follow_text(const std::string& text, const Words& arguments, int depth) {
    const ShellText inner = shell_commands(text, arguments);
    if (always_ && inner.has_conditions) return;
    for (const Words& command : inner.commands) follow(command, depth + 1);
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
