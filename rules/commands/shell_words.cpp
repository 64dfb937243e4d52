// Splits the text of `sh -c` into commands, as far as that is possible without a shell.
#include <string_view>

#include "rules/commands/run_command.hpp"

namespace pkgmap::rules {
namespace {

constexpr std::string_view kShellOperators = ";&|\n(){}";

bool is_keyword(const std::string& word) {
  for (const char* keyword : {"if", "then", "else", "elif", "fi", "while", "until", "do", "done",
                              "!", "time", "eval", "builtin"}) {
    if (word == keyword) return true;
  }
  return false;
}

bool is_assignment(const std::string& word) {
  const auto equals = word.find('=');
  return equals != std::string::npos && equals > 0 &&
         word.substr(0, equals).find_first_of("/$-. ") == std::string::npos;
}

/// Reads words and the operators between commands.
class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) {}

  std::vector<Words> split() {
    while (at_ < text_.size()) step();
    end_command();
    return std::move(commands_);
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == ' ' || c == '\t' || c == '\r') {
      end_word();
      ++at_;
    } else if (c == '#' && !in_word_) {
      while (at_ < text_.size() && text_[at_] != '\n') ++at_;
    } else if (c == '>' || c == '<') {
      redirect();
    } else if (kShellOperators.find(c) != std::string_view::npos && !is_part_of_expansion(c)) {
      end_command();
      ++at_;
    } else if (c == '\'' || c == '"') {
      quote(c);
    } else {
      if (c == '\\' && at_ + 1 < text_.size()) ++at_;
      add(text_[at_++]);
    }
  }

  // A brace of "${x}" or "{}" is a part of a word, not an operator.
  bool is_part_of_expansion(char c) const {
    if (c == '{') return in_word_;
    return c == '}' && in_word_ && word_.find('{') != std::string::npos;
  }

  void quote(char mark) {
    in_word_ = true;
    for (++at_; at_ < text_.size() && text_[at_] != mark; ++at_) {
      if (mark == '"' && text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      word_ += text_[at_];
    }
    ++at_;
  }

  // Skips "2>&1" or "> /dev/null": neither the number before `>` nor the file behind it is a word.
  void redirect() {
    if (word_.find_first_not_of("0123456789") == std::string::npos) {
      word_.clear();
      in_word_ = false;
    }
    end_word();
    while (at_ < text_.size() &&
           std::string_view("<>&|").find(text_[at_]) != std::string_view::npos) {
      ++at_;
    }
    skips_word_ = true;
  }

  void add(char c) {
    word_ += c;
    in_word_ = true;
  }

  void end_word() {
    if (!in_word_) return;
    const bool skipped = skips_word_;
    skips_word_ = false;
    in_word_ = false;
    std::string word;
    word.swap(word_);
    if (skipped) return;
    if (command_.empty() && (is_keyword(word) || is_assignment(word))) return;
    command_.push_back(std::move(word));
  }

  void end_command() {
    end_word();
    skips_word_ = false;
    if (!command_.empty()) commands_.push_back(std::move(command_));
    command_.clear();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string word_;
  bool in_word_ = false;
  bool skips_word_ = false;
  Words command_;
  std::vector<Words> commands_;
};

}  // namespace

std::vector<Words> shell_commands(const std::string& text) {
  return Splitter(text).split();
}

}  // namespace pkgmap::rules
