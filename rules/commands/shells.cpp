#include "rules/commands/shells.hpp"

#include <algorithm>

#include "parsers/source/base_name.hpp"
#include "parsers/source/contains.hpp"
#include "parsers/unit/lines.hpp"

namespace pkgmap::rules {
namespace {

constexpr int kMostEnvs = 8;

Words words_from(const Words& words, std::size_t first) {
  return {words.begin() + static_cast<std::ptrdiff_t>(first), words.end()};
}

/// Reads the options of a shell: `-ec`, `+e`, `-o pipefail`, `--rcfile FILE`.
class ShellOptions {
 public:
  explicit ShellOptions(const Words& argv) {
    while (at_ < argv.size() && !is_at_end_ && is_option(argv[at_])) take(argv[at_++]);
  }

  bool has_text() const { return has_text_; }
  const std::optional<std::string>& attached_text() const { return attached_text_; }
  /// The number of the first word behind the options: the text, or the script.
  std::size_t operand() const { return at_; }

 private:
  static bool is_option(const std::string& word) {
    return word.starts_with('-') || (word.starts_with('+') && word.size() > 1);
  }

  void take(std::string_view word) {
    is_at_end_ = word == "-" || word == "--";
    if (is_at_end_) return;
    std::string_view name = word;
    name.remove_prefix(std::min(name.find_first_not_of('-'), name.size()));
    constexpr std::string_view kOfFish = "--command=";
    if (word.starts_with(kOfFish)) attached_text_ = word.substr(kOfFish.size());
    // Bash takes its long options with one dash, too.
    if (one_of(name, {"rcfile", "init-file"})) {
      ++at_;
    } else if (word.starts_with("--")) {
      has_text_ = has_text_ || name == "command";
    } else if (!one_of(name, {"norc", "noprofile", "noediting", "login", "posix", "restricted"})) {
      take_letters(word);
    }
  }

  // Each `o` takes the name of an option from the words that follow.
  void take_letters(std::string_view word) {
    has_text_ = has_text_ || (word.front() == '-' && word.find('c') != std::string_view::npos);
    at_ += static_cast<std::size_t>(
        std::count_if(word.begin(), word.end(), [](char c) { return c == 'o' || c == 'O'; }));
  }

  std::size_t at_ = 1;
  bool is_at_end_ = false;
  bool has_text_ = false;
  std::optional<std::string> attached_text_;
};

}  // namespace

bool is_shell(std::string_view name) {
  return one_of(name, {"sh", "bash", "dash", "ash", "ksh", "zsh", "csh", "fish"});
}

Wrapped behind_shell(const Words& argv) {
  const ShellOptions options(argv);
  if (options.attached_text()) return {{}, options.attached_text()};
  const std::size_t at = options.operand();
  if (at >= argv.size()) return {};
  if (options.has_text()) return {{}, argv[at], words_from(argv, at + 1)};
  if (!argv[at].starts_with('/')) return {};
  return {words_from(argv, at)};
}

Words interpreter_of(std::string_view text) {
  if (!text.starts_with("#!")) return {};
  const auto written = words_of(trimmed(text.substr(2, text.find('\n') - 2)));
  Words words(written.begin(), written.end());
  for (int i = 0; i < kMostEnvs && !words.empty() && base_name(words[0]) == "env"; ++i) {
    words = behind_wrapper(words).command;
  }
  return words;
}

bool is_shell_script(std::string_view text) {
  const Words interpreter = interpreter_of(text);
  if (interpreter.empty()) return false;
  const std::string_view name = base_name(interpreter[0]);
  if (name == "busybox") return interpreter.size() > 1 && is_shell(interpreter[1]);
  return is_shell(name);
}

}  // namespace pkgmap::rules
