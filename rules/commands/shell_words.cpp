// Splits the text of `sh -c` into commands, as far as that is possible without a shell.
#include <algorithm>
#include <array>
#include <string_view>

#include "rules/commands/container_reference.hpp"
#include "rules/commands/run_command.hpp"
#include "rules/commands/shell_variables.hpp"

namespace pkgmap::rules {
namespace {

constexpr std::string_view kShellOperators = ";&|\n(){}";
constexpr int kDeepestSubstitution = 8;
constexpr std::size_t kLongestText = 16 * 1024;       // Bytes.
constexpr std::size_t kMostFound = 256 * 1024;        // Bytes of all commands.
constexpr std::size_t kAround = sizeof(std::string);  // What a word needs beside its bytes.

bool is_keyword(const std::string& word) {
  for (const char* keyword : {"if", "then", "else", "elif", "fi", "while", "until", "do", "done",
                              "!", "time", "eval", "builtin"}) {
    if (word == keyword) return true;
  }
  return false;
}

bool is_condition(std::string_view word) {
  constexpr auto kConditions = std::to_array<std::string_view>({"if", "while", "until", "case"});
  return std::find(kConditions.begin(), kConditions.end(), word) != kConditions.end();
}

/// Reads words and the operators between commands.
class Splitter {
 public:
  Splitter(std::string_view text, const ShellVariables& variables, int depth)
      : text_(text), depth_(depth), variables_(variables) {}

  /// Returns the commands of the text, and behind them those of its command substitutions.
  ShellText split() {
    while (at_ < text_.size()) step();
    end_command();
    for (const std::string_view inner : substitutions_) {
      if (depth_ >= kDeepestSubstitution) break;
      Splitter splitter(inner, variables_, depth_ + 1);
      splitter.exported_ = exported_;
      ShellText nested = splitter.split();
      has_conditions_ = has_conditions_ || nested.has_conditions;
      for (Words& command : nested.commands) keep(std::move(command));
    }
    return {std::move(commands_), has_conditions_};
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
    } else if (starts_substitution()) {
      substitute();
    } else if (kShellOperators.find(c) != std::string_view::npos && !is_part_of_expansion(c)) {
      const std::string_view rest = text_.substr(at_);
      has_conditions_ = has_conditions_ || rest.starts_with("&&") || rest.starts_with("||");
      end_command();
      ++at_;
    } else if (c == '\'' || c == '"') {
      quote(c);
    } else {
      const bool escaped = c == '\\' && at_ + 1 < text_.size();
      if (escaped) ++at_;
      add(text_[at_++], escaped);
    }
  }

  // A brace of "${x}" or "{}" is a part of a word, not an operator.
  bool is_part_of_expansion(char c) const {
    if (c == '{') return in_word_;
    return c == '}' && in_word_ && word_.find('{') != std::string::npos;
  }

  void quote(char mark) {
    in_word_ = true;
    for (++at_; at_ < text_.size() && text_[at_] != mark;) {
      if (mark == '"' && starts_substitution()) {
        substitute();
        continue;
      }
      if (mark == '"' && text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      add(text_[at_++], mark == '\'');
    }
    ++at_;
  }

  bool starts_substitution() const {
    return text_[at_] == '`' || text_.substr(at_).starts_with("$(");
  }

  // The word keeps the substitution as it is written: nobody knows what it will be.
  void substitute() {
    in_word_ = true;
    const bool is_quoted = text_[at_] == '`';
    const std::size_t inner = at_ + (is_quoted ? 1 : 2);
    const std::size_t end = is_quoted ? text_.find('`', inner) : end_of_parentheses(inner);
    const std::string_view command = text_.substr(inner, end - inner);
    if (!command.starts_with('(')) substitutions_.push_back(command);
    const std::size_t next = end == std::string_view::npos ? text_.size() : end + 1;
    word_ += text_.substr(at_, next - at_);
    at_ = next;
  }

  std::size_t end_of_parentheses(std::size_t from) const {
    int open = 1;
    for (std::size_t i = from; i < text_.size(); ++i) {
      if (text_[i] == '(') ++open;
      if (text_[i] == ')' && --open == 0) return i;
    }
    return std::string_view::npos;
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

  // A protected '$' begins no variable.
  void add(char c, bool is_protected) {
    word_ += is_protected && c == '$' ? kLiteralDollar : c;
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
    if (command_.empty() && is_condition(word)) has_conditions_ = true;
    if (command_.empty() && is_keyword(word)) return;
    if (command_.empty() && is_assignment(word)) {
      variables_.assign(word);
      if (leads_to_another_engine(word)) assigned_.push_back(std::move(word));
      return;
    }
    command_.push_back(std::move(word));
  }

  void end_command() {
    end_word();
    skips_word_ = false;
    if (!command_.empty() && !variables_.begin_loop(command_)) {
      for (Words& command : variables_.replaced(command_)) {
        if (!command.empty()) keep(with_environment(std::move(command)));
      }
    }
    export_variables();
    command_.clear();
  }

  Words with_environment(Words command) const {
    if (!exported_.empty() || !assigned_.empty()) {
      command.insert(command.begin(), assigned_.begin(), assigned_.end());
      command.insert(command.begin(), exported_.begin(), exported_.end());
      command.insert(command.begin(), "env");
    }
    for (std::string& word : command) {
      std::replace(word.begin(), word.end(), kLiteralDollar, '$');
    }
    return command;
  }

  // `A=b` by itself sets a variable for a later `export A`; `A=b COMMAND` is for one command.
  void export_variables() {
    if (command_.empty()) set_.insert(set_.end(), assigned_.begin(), assigned_.end());
    assigned_.clear();
    if (command_.empty() || command_.front() != "export") return;
    for (const std::string& word : command_) {
      if (leads_to_another_engine(word)) exported_.push_back(word);
      for (const std::string& variable : set_) {
        if (variable.starts_with(word + "=")) exported_.push_back(variable);
      }
    }
  }

  // Loops can make many long commands of a short text.
  void keep(Words command) {
    for (const std::string& word : command) found_ += word.size() + kAround;
    if (found_ <= kMostFound) commands_.push_back(std::move(command));
  }

  std::string_view text_;
  int depth_;
  ShellVariables variables_;
  std::size_t at_ = 0;
  std::string word_;
  bool in_word_ = false;
  bool skips_word_ = false;
  Words command_;
  Words assigned_;  ///< Of this command, as for shell_commands().
  Words set_;       ///< Assignments that have no command.
  Words exported_;
  std::vector<Words> commands_;
  std::size_t found_ = 0;                        ///< Bytes of commands_.
  bool has_conditions_ = false;                  ///< As in ShellText.
  std::vector<std::string_view> substitutions_;  ///< Of `$(…)` and of backquotes.
};

}  // namespace

ShellText shell_commands(const std::string& text, const Words& arguments) {
  if (text.size() > kLongestText) return {};
  return Splitter(text, ShellVariables(arguments), 0).split();
}

}  // namespace pkgmap::rules
