// Which options of a command have a secret as argument.
#include <algorithm>

#include "parsers/source/ascii.hpp"
#include "parsers/source/mask_bytes.hpp"
#include "parsers/source/mask_scanner.hpp"

namespace pkgmap::mask {

/// Reads a run that begins with '-'.
void Scanner::option(std::size_t begin, std::size_t run_end) {
  const std::string_view word = text_.substr(begin, run_end - begin);
  bool found = false;
  for (KnownOption& known : options_) {
    const std::size_t argument = argument_of(*known.rule, word);
    if (argument == kNowhere) continue;
    hide_argument(known, begin + argument, run_end);
    found = true;
  }
  const bool is_long = word.size() > 2 && std::all_of(word.begin(), word.end(), is_in_name);
  if (found || !is_long || !is_secret_name(word)) return;
  const std::size_t next = skip_blanks(run_end, "");
  if (!is_switch(word, next < text_.size() ? text_[next] : ' ')) hide_next_word(run_end);
}

/// `argument` is in the present run, or at its end if the argument is the next word.
void Scanner::hide_argument(KnownOption& option, std::size_t argument, std::size_t run_end) {
  std::size_t begin = run_;
  if (argument == run_end && run_end < text_.size() && !is_quote(text_[run_end])) {
    argument = begin = skip_blanks(run_end, "");
  }
  // Options inside an argument would make the scanner read the rest of that argument each time.
  if (argument < option.plain_until) return;
  const std::size_t end =
      is_whole_argument(begin) ? line_end(argument) : end_of_value(argument, "");
  const std::string_view value = text_.substr(argument, end - argument);
  const std::string_view pair = option.rule->pair;
  if (pair.empty() || value.find_first_of(pair) != kNowhere) {
    hide(argument, end);
  } else {
    option.plain_until = end;
  }
}

/// Remembers the options of a program until its command ends.
void Scanner::note_program(std::size_t begin, std::size_t run_end) {
  const std::string_view word = text_.substr(begin, run_end - begin);
  if (ends_command(word)) options_.clear();
  if (word.front() == '-' || is_before_a_user(word_before_)) return;
  const std::string_view base = word.substr(word.find_last_of("/$(`{;|&") + 1);
  after_shell_ = after_shell_ || (is_whole_argument(begin) && is_shell(base));
  for (const SecretOption* const rule : secret_options(base)) {
    const bool known = std::any_of(options_.begin(), options_.end(),
                                   [=](const KnownOption& option) { return option.rule == rule; });
    if (!known) options_.push_back({rule, 0});
    after_quote_ = false;
  }
}

/// Whether a command ends at this word for certain. monit uses no shell, so `;` counts in the text
/// of `sh -c` only; behind a quote it may be in an argument, as in `mysql -e "a; b" -pX`.
bool Scanner::ends_command(std::string_view word) const {
  if (kind_ == Kind::control_file) return begins_command(word_before_, word);
  constexpr std::string_view kEnds = ";|&";
  if (script_ == kNowhere || after_quote_) return false;
  // `&>`, `>&` and `2>&1` redirect, and a backslash makes a part of a word.
  if (word.find_first_of("<>") != kNowhere) return false;
  const bool escaped = word.size() > 1 && word[word.size() - 2] == '\\';
  return kEnds.find(word.front()) != kNowhere || (kEnds.find(word.back()) != kNowhere && !escaped);
}

void Scanner::begin_argument(std::size_t begin) {
  const bool is_script = after_shell_ && takes_script(word_before_);
  script_ = is_script ? begin : kNowhere;
  if (is_script) after_shell_ = false;
}

/// Whether an argument of a command begins here, and blanks in it belong to its value. The text of
/// `sh -c` has several words.
bool Scanner::is_whole_argument(std::size_t at) const {
  return kind_ == Kind::command && at != script_ && (at == 0 || text_[at - 1] == '\0');
}

}  // namespace pkgmap::mask
