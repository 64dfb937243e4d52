// The classes of bytes that monit's scanner distinguishes. Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "parsers/source/ascii.hpp"

namespace pkgmap::monitrc {

/// Returns whether the byte is a blank within a line, so not a newline.
inline bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

/// Returns whether the byte is a blank of the kind that monit wants after some words, such as
/// `check`: like is_blank(), but false for a carriage return.
inline bool is_plain_blank(char c) {
  return c == ' ' || c == '\t';
}

/// Returns whether the byte is a blank, a newline, or punctuation without a meaning between words.
inline bool is_filler(char c) {
  return is_blank(c) || c == '\n' || c == ',' || c == ';' || c == '(' || c == ')';
}

/// Returns whether the byte may stand in an unquoted word: every byte above '!', also those from
/// 0x80 on, except the marks in the list below.
inline bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (byte <= 0x21) return false;
  switch (c) {
    case '@':
    case ':':
    case '{':
    case '}':
    case '"':
    case '\'':
    case ';':
    case '(':
    case ')':
    case ',':
    case '%':
      return false;
    default:
      return true;
  }
}

/// Returns the offset, from `at` on, of the first byte for which `belongs` returns false; the
/// length of `text` if there is no such byte.
template <class BelongsToClass>
std::size_t end_of_run(std::string_view text, std::size_t at, BelongsToClass belongs) {
  while (at < text.size() && belongs(text[at])) ++at;
  return at;
}

inline bool is_quote(char c) {
  return c == '"' || c == '\'';
}

inline bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace pkgmap::monitrc
