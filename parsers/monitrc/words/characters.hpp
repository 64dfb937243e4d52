// The classes of bytes that monit's scanner knows. Pure.
#pragma once

#include <string>
#include <string_view>

#include "parsers/source/ascii.hpp"

namespace pkgmap::monitrc {

inline bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

/// What must stand behind some words; a carriage return will not do.
inline bool is_plain_blank(char c) {
  return c == ' ' || c == '\t';
}

/// Blanks, newlines, and the punctuation that means nothing between words.
inline bool is_filler(char c) {
  return is_blank(c) || c == '\n' || c == ',' || c == ';' || c == '(' || c == ')';
}

/// What an unquoted word consists of: anything above '!' but a few marks, any byte from 0x80 on.
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

inline bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace pkgmap::monitrc
