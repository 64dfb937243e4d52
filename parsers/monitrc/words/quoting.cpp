#include "parsers/monitrc/words/quoting.hpp"

#include <algorithm>
#include <optional>

#include "parsers/monitrc/words/characters.hpp"
#include "parsers/source/ascii.hpp"
#include "parsers/source/hex.hpp"

namespace pkgmap::monitrc {
namespace {

struct Escape {
  char byte = 0;
  std::size_t length = 0;  ///< With the backslash; 0 if it is no escape.
};

/// `text` must begin with a backslash.
Escape read_escape(std::string_view text) {
  if (text.size() < 2) return {};
  switch (text[1]) {
    case 'n':
      return {'\n', 2};
    case 't':
      return {'\t', 2};
    case 'r':
      return {'\r', 2};
    case ' ':
      return {' ', 2};
    case '\\':
      return {'\\', 2};
    case '0':
      break;
    default:
      return {};
  }
  if (text.size() < 5 || text[2] != 'x') return {};
  const int high = hex_digit(text[3]);
  const int low = hex_digit(text[4]);
  if (high < 0 || low < 0 || high + low == 0) return {};
  return {static_cast<char>(high * 16 + low), 5};
}

/// Returns whether the byte may stand in an argument without single quotes.
bool is_argument_byte(char c) {
  return c != ' ' && c != '\t' && c != '\n' && c != '"';
}

/// Skips blanks and line ends. The longer match wins, as in monit's scanner: a carriage return
/// directly before a word belongs to the word. Returns npos if no argument follows.
std::size_t skip_to_argument(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const std::size_t blank = end_of_run(text, at, is_blank) - at;
    const std::size_t word = end_of_run(text, at, is_argument_byte) - at;
    if (text[at] != '\n' && (blank == 0 || word > blank)) return at;
    at += std::max<std::size_t>(blank, 1);
  }
  return kNowhere;
}

struct Argument {
  std::string_view text;  ///< Without the single quotes of a group.
  bool is_group = false;
  std::size_t end = 0;
};

/// Reads the argument at `at`, which must not be a blank. The longer match wins: `'it's` is a word,
/// because the group `'it'` is shorter. Returns nullopt at a '"'.
std::optional<Argument> read_argument(std::string_view text, std::size_t at) {
  const std::size_t word_end = end_of_run(text, at, is_argument_byte);
  if (text[at] == '\'') {
    const std::size_t close = text.find('\'', at + 1);
    if (close != kNowhere && close + 1 >= word_end) {
      return Argument{text.substr(at + 1, close - at - 1), true, close + 1};
    }
  }
  if (word_end == at) return std::nullopt;
  return Argument{text.substr(at, word_end - at), false, word_end};
}

}  // namespace

std::string unescape(std::string_view text) {
  constexpr std::string_view kEdges = " \t\n\v\f\r\"'";
  text.remove_prefix(std::min(text.find_first_not_of(kEdges), text.size()));
  text = text.substr(0, text.find_last_not_of(kEdges) + 1);
  std::string answer;
  answer.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Escape escape = text[at] == '\\' ? read_escape(text.substr(at)) : Escape{};
    answer += escape.length == 0 ? text[at] : escape.byte;
    at += std::max<std::size_t>(escape.length, 1);
  }
  return answer;
}

std::size_t find_command_end(std::string_view text, std::size_t at) {
  for (;;) {
    at = skip_to_argument(text, at);
    if (at == kNowhere) return kNowhere;
    const std::optional<Argument> argument = read_argument(text, at);
    if (!argument) return at;
    at = argument->end;
  }
}

std::vector<std::string> split_command(std::string_view text) {
  std::vector<std::string> arguments;
  for (std::size_t at = 0;;) {
    at = skip_to_argument(text, at);
    if (at == kNowhere) return arguments;
    const std::optional<Argument> argument = read_argument(text, at);
    if (!argument) return arguments;
    arguments.push_back(argument->is_group ? unescape(argument->text)
                                           : std::string(argument->text));
    at = argument->end;
  }
}

std::size_t find_lone_quote(std::string_view text) {
  for (std::size_t at = 0;;) {
    at = skip_to_argument(text, at);
    if (at == kNowhere) return kNowhere;
    const std::optional<Argument> argument = read_argument(text, at);
    if (!argument) return kNowhere;
    if (!argument->is_group && argument->text == "'") return at;
    at = argument->end;
  }
}

}  // namespace pkgmap::monitrc
