#include "parsers/source/mask_scanner.hpp"

#include <algorithm>

#include "parsers/source/ascii.hpp"
#include "parsers/source/mask_bytes.hpp"

namespace pkgmap::mask {
std::vector<ByteRange> Scanner::run() {
  while (at_ < text_.size()) step();
  return std::move(found_);
}

void Scanner::step() {
  const char c = text_[at_];
  if (c == '\n') {
    comment_ = false;
    ++at_;
  } else if (c == '#' && kind_ == Kind::control_file && (at_ == 0 || is_blank(text_[at_ - 1]))) {
    comment_ = true;
    ++at_;
  } else if (c == '\0' && kind_ == Kind::command) {
    begin_argument(++at_);
  } else if (is_blank(c) || is_quote(c)) {
    if (is_quote(c)) quote();
    ++at_;
  } else {
    run_of_bytes();
  }
}

/// Reads a run of bytes without blanks and quotes.
void Scanner::run_of_bytes() {
  run_ = at_;
  in_query_ = false;
  const std::size_t end = end_of_run(at_);
  hide_user_info(run_, end);
  hide_path(run_, end);
  note_program(run_, end);
  if (text_[run_] == '-') option(run_, end);
  while (at_ < end) {
    if (is_in_name(text_[at_])) {
      name(at_, end);
    } else {
      in_query_ = in_query_ || text_[at_] == '?';
      ++at_;
    }
  }
  note_word(text_.substr(run_, end - run_));
}

/// Reads a name, and hides what stands behind it if the name says so.
void Scanner::name(std::size_t begin, std::size_t run_end) {
  std::size_t end = begin;
  while (end < run_end && is_in_name(text_[end])) ++end;
  at_ = end;
  const char left = begin == 0 ? ' ' : text_[begin - 1];
  if (left == '/') return;
  if (!named_value(begin)) keyword(begin);
}

/// Hides the X of `NAME=X`, `NAME: X` and `"NAME":"X"`. Returns false if at_ does not stand behind
/// such a name.
bool Scanner::named_value(std::size_t begin) {
  std::size_t mark = at_;
  if (mark < text_.size() && text_[mark] == '\\') ++mark;
  if (mark < text_.size() && is_quote(text_[mark])) {
    mark = std::min(text_.find_first_not_of(" \t\r\n", mark + 1), text_.size());
  }
  if (mark != at_ && (mark >= text_.size() || text_[mark] != ':')) return false;
  if (mark >= text_.size() || (text_[mark] != '=' && text_[mark] != ':')) return false;
  std::string_view name = text_.substr(begin, at_ - begin);
  // `curl -HAuthorization: X`; and `docker start secret:latest`, where it is the name of a thing.
  if (text_[mark] == ':' && name.starts_with("-H")) name.remove_prefix(2);
  if (text_[mark] == ':' && begin == run_ && may_name_next(word_before_)) return false;
  if (!(in_query_ ? is_secret_parameter(name) : is_secret_name(name))) return false;
  // `password = "X"` of a control file is for keyword(). A host called `secret` loses its port.
  const std::size_t value = mark + 1;
  if (text_[mark] == ':') {
    const std::size_t header = skip_blanks(value, "");
    hide(header, is_whole_argument(begin) ? line_end(header) : end_of_header(header, begin));
    return true;
  }
  if (value >= text_.size() || is_blank(text_[value])) return false;
  const bool whole = !in_query_ && is_whole_argument(begin);
  hide(value, whole ? line_end(value) : end_of_value(value, in_query_ ? "&#" : ""));
  return true;
}

void Scanner::hide_user_info(std::size_t begin, std::size_t end) {
  const std::string_view run = text_.substr(begin, end - begin);
  const std::size_t mark = run.rfind('@');
  const std::size_t scheme = run.find("://");
  const std::size_t user = scheme == kNowhere ? 0 : scheme + 3;
  if (mark == kNowhere) {
    if (scheme != kNowhere) hide_unfinished_user_info(begin + user, end);
    return;
  }
  if (scheme == kNowhere && is_no_host(run.substr(mark + 1))) return;
  if (user < mark && run.substr(user, mark - user).find(':') != kNowhere) {
    found_.push_back({begin + user, begin + mark});
  }
}

/// Hides `me:secret` in `http://me:secret`, which lacks the '@': `secret` cannot be a port.
void Scanner::hide_unfinished_user_info(std::size_t begin, std::size_t end) {
  const std::string_view run = text_.substr(begin, end - begin);
  const std::string_view authority = run.substr(0, run.find_first_of("/?#"));
  const std::size_t colon = authority.find(':');
  if (colon == kNowhere || authority.front() == '[') return;
  const std::string_view port = authority.substr(colon + 1);
  if (port.find_first_not_of("0123456789.,;)") == kNowhere) return;
  found_.push_back({begin, begin + authority.size()});
}

void Scanner::hide_path(std::size_t begin, std::size_t end) {
  const std::size_t path = secret_path(text_.substr(begin, end - begin));
  if (path != kNowhere && begin + path < end) found_.push_back({begin + path, end});
}

void Scanner::hide_next_word(std::size_t at) {
  const std::size_t value = skip_blanks(at, "");
  if (value == at) return;
  hide(value, is_whole_argument(value) ? line_end(value) : end_of_value(value, ""));
}

void Scanner::hide(std::size_t begin, std::size_t end) {
  if (begin < end) found_.push_back({begin, end});
  at_ = std::max(at_, end);
}

}  // namespace pkgmap::mask
