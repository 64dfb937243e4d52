#include "parsers/unit/exec_line.hpp"

namespace pkgmap {
namespace {

bool is_separator(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

char unescaped(char c) {
  switch (c) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 's':
      return ' ';
    default:
      return c;
  }
}

/// Takes one word off the front. Quotes may stand around or inside the word, and set `quoted`.
std::string take_word(std::string_view& text, bool& quoted) {
  std::string word;
  char quote = 0;
  std::size_t i = 0;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\' && i + 1 < text.size()) {
      word += unescaped(text[++i]);
    } else if (quote != 0) {
      if (c == quote) {
        quote = 0;
      } else {
        word += c;
      }
    } else if (c == '"' || c == '\'') {
      quote = c;
      quoted = true;
    } else if (is_separator(c)) {
      break;
    } else {
      word += c;
    }
  }
  text.remove_prefix(i);
  return word;
}

void skip_blanks(std::string_view& text) {
  while (!text.empty() && is_separator(text.front())) text.remove_prefix(1);
}

}  // namespace

std::vector<std::string> exec_arguments(std::string_view value) {
  skip_blanks(value);
  bool renamed = false;
  while (!value.empty() &&
         std::string_view("@-:+!|").find(value.front()) != std::string_view::npos) {
    renamed = renamed || value.front() == '@';
    value.remove_prefix(1);
  }
  std::vector<std::string> words;
  for (skip_blanks(value); !value.empty(); skip_blanks(value)) {
    bool quoted = false;
    std::string word = take_word(value, quoted);
    if (word == ";" && !quoted) break;
    words.push_back(std::move(word));
  }
  if (renamed && words.size() > 1) words.erase(words.begin() + 1);
  return words;
}

}  // namespace pkgmap
