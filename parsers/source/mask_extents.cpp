// Where a secret that has been found ends.
#include <algorithm>

#include "parsers/source/ascii.hpp"
#include "parsers/source/mask_bytes.hpp"
#include "parsers/source/mask_scanner.hpp"

namespace pkgmap::mask {

std::size_t Scanner::end_of_run(std::size_t at) const {
  while (at < text_.size() && !is_blank(text_[at]) && !is_quote(text_[at])) ++at;
  return at;
}

/// Returns the end of a value that begins here: a quoted text, or all up to a blank, a quote that
/// closes a text around the value, or one of the bytes `ends`.
std::size_t Scanner::end_of_value(std::size_t at, std::string_view ends) const {
  std::size_t end = at;
  while (end < text_.size() && !is_blank(text_[end]) && ends.find(text_[end]) == kNowhere) {
    if (text_[end] == '\\' && end + 1 < text_.size() && text_[end + 1] != '\0') {
      end += 2;
      continue;
    }
    if (is_quote(text_[end])) {
      const bool closes = end > at && (end + 1 == text_.size() || is_blank(text_[end + 1]) ||
                                       is_quote(text_[end + 1]));
      if (closes) return end;
      const std::size_t close = std::min(text_.find(text_[end], end + 1), text_.size());
      const std::size_t stop = text_.substr(end, close - end).find(end_of_line());
      if (stop != kNowhere) return end + stop;
      if (close == text_.size()) return close;
      end = close;
    }
    ++end;
  }
  return std::min(end, text_.size());
}

/// Returns the end of a header's value: the quote that stands before the `name` of the header, any
/// quote if none does, or the end of the line or of the argument.
std::size_t Scanner::end_of_header(std::size_t at, std::size_t name) const {
  if (at < text_.size() && is_quote(text_[at])) return end_of_value(at, "");
  const bool quoted = name > 0 && is_quote(text_[name - 1]);
  // Of `-H \"X: it's\"` in a quoted command, the quote that closes has a backslash, too.
  const bool escaped = quoted && name > 1 && text_[name - 2] == '\\';
  const std::string_view ends = quoted ? text_.substr(name - 1, 1) : "\"'";
  const auto is_inside = [&](std::size_t i) {
    return i < text_.size() && text_[i] != end_of_line();
  };
  std::size_t end = at;
  while (is_inside(end) && ends.find(text_[end]) == kNowhere) {
    end += quoted && !escaped && text_[end] == '\\' && is_inside(end + 1) ? 2 : 1;
  }
  return end;
}

/// Skips blanks, backslashes and the bytes of `extra`. Crosses a line end only if the keyword is
/// not in a comment.
std::size_t Scanner::skip_blanks(std::size_t at, std::string_view extra) const {
  while (at < text_.size() &&
         (is_blank(text_[at]) || text_[at] == '\\' || extra.find(text_[at]) != kNowhere)) {
    if (text_[at] == '\n' && comment_) break;
    ++at;
  }
  return at;
}

/// Returns the end of the line. Goes on to a later line if a quote is open at the end, or if a ':'
/// stands at the end or begins the next line.
std::size_t Scanner::end_of_statement(std::size_t at) const {
  for (;;) {
    const std::size_t end = line_end_outside_quotes(at);
    if (comment_) return end;
    const std::size_t next = text_.find_first_not_of(" \t\r\n", end);
    const std::size_t last = text_.substr(at, end - at).find_last_not_of(" \t\r\\");
    const bool open = last != kNowhere && text_[at + last] == ':';
    if (next == kNowhere || !(open || text_[next] == ':')) return end;
    at = next;
  }
}

/// The end of the line, in a command of the argument.
std::size_t Scanner::line_end(std::size_t at) const {
  return std::min(text_.find(end_of_line(), at), text_.size());
}

std::size_t Scanner::line_end_outside_quotes(std::size_t at) const {
  while (at < text_.size() && text_[at] != '\n') {
    if (is_quote(text_[at])) {
      const std::size_t close = text_.find(text_[at], at + 1);
      if (close == kNowhere) return line_end(at);
      at = close;
    }
    ++at;
  }
  return at;
}

}  // namespace pkgmap::mask
