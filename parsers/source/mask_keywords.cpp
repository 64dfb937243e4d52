// What the words of a control file hide.
#include <algorithm>

#include "parsers/source/ascii.hpp"
#include "parsers/source/mask_bytes.hpp"
#include "parsers/source/mask_scanner.hpp"

namespace pkgmap::mask {

/// Hides what stands behind a word of a control file.
void Scanner::keyword(std::size_t begin) {
  const std::string_view word = text_.substr(begin, at_ - begin);
  if (!std::all_of(word.begin(), word.end(), is_letter_or_digit)) return;
  const std::size_t quote = closing_quote(begin);
  // A pattern: `if content = "password" then …`.
  if (quote != kNowhere && is_quoted(begin, quote) && may_name_next(word_before_)) return;
  const Reach reach = reach_of(word, place_of(begin, quote != kNowhere));
  if (reach == Reach::none) return;
  if (reach == Reach::statement && !is_statement(begin)) return;
  const char right = at_ == text_.size() ? ' ' : text_[at_];
  if (right == '/' || right == '@') return;
  if (quote != kNowhere && reach != Reach::statement) {
    // In `"password" "X"` the value is near; behind `"ask for a password"` there is none.
    const std::size_t next = text_.find_first_not_of(" \t\\,", quote + 1);
    if (!is_quoted(begin, quote) || next == kNowhere || text_[next] == end_of_line()) return;
    at_ = next;
  }
  hide_after(reach);
}

/// False for the last word of `selfsigned: allow`, and for the user of `as uid "mmonit"`.
bool Scanner::is_statement(std::size_t word) const {
  const bool is_allow = lower(text_[word]) == 'a';
  if (!is_allow && !equal_without_case(word_before_, "set")) return false;
  const char left = word == 0 ? ' ' : text_[word - 1];
  const char right = at_ == text_.size() ? ' ' : text_[at_];
  const std::size_t before = text_.substr(0, word).find_last_not_of(" \t");
  const bool setting = before != kNowhere && text_[before] == ':' && before + 1 < word;
  constexpr std::string_view kEdges = " \t\r\n\"'\\,;(){}:@";
  return !setting && kEdges.find(left) != kNowhere && kEdges.find(right) != kNowhere;
}

/// Whether the word that begins at `begin` is all between two quotes.
bool Scanner::is_quoted(std::size_t begin, std::size_t quote) const {
  return begin > 0 && text_[begin - 1] == text_[quote];
}

/// Returns the quote that stands at at_, perhaps behind a backslash, if it closes behind the word
/// that begins at `begin`: `"renew token" then`. Returns npos before the "X" of `secret"X"`.
std::size_t Scanner::closing_quote(std::size_t begin) const {
  const std::size_t quote = at_ + (at_ < text_.size() && text_[at_] == '\\' ? 1 : 0);
  if (quote >= text_.size() || !is_quote(text_[quote])) return kNowhere;
  if (is_quoted(begin, quote)) return quote;
  constexpr std::string_view kBehind = ",;)]}";
  const char next = quote + 1 < text_.size() ? text_[quote + 1] : ' ';
  if (!is_blank(next) && !is_quote(next) && kBehind.find(next) == kNowhere) return kNowhere;
  constexpr std::size_t kNear = 1024;
  const std::size_t stop = begin - std::min(begin, kNear);
  bool is_open = false;
  for (std::size_t i = begin; i > stop && text_[i - 1] != end_of_line(); --i) {
    is_open = is_open != (text_[i - 1] == text_[quote]);
  }
  return is_open ? quote : kNowhere;
}

/// `quoted`: a quote closes behind the word.
Place Scanner::place_of(std::size_t word, bool quoted) const {
  Place place{kind_ == Kind::command, may_be_name_ || quoted, is_check_name_};
  // The last word of a string may be a keyword that a wrong quote has cut off from its value.
  const std::size_t value = text_.find_first_not_of(" \t=:", at_);
  if (word < command_end_ && value < command_end_) place.in_command = true;
  return place;
}

/// Whether a quote, '=' or ':' stands between at_ and the end of the first word of the value.
bool Scanner::is_marked(std::size_t value) const {
  const std::size_t end = std::min(text_.find_first_of(" \t\r\n", value), text_.size());
  return text_.substr(at_, end - at_).find_first_of("\"'=:") != kNowhere;
}

void Scanner::hide_after(Reach reach) {
  std::size_t value = at_;
  if (reach == Reach::headers) {
    value = skip_blanks(value, "");
    if (value >= text_.size() || text_[value] != '[') return;
    hide(value + 1, std::min(text_.find(']', value), text_.size()));
    return;
  }
  const std::string_view extra = reach == Reach::statement ? "=" : "=:";
  value = skip_blanks(value, extra);
  // A comment may stand before the value, or its writer took `#…` for the value: hide both.
  while (kind_ == Kind::control_file && !comment_ && value < text_.size() && text_[value] == '#') {
    hide(value, line_end(value));
    value = skip_blanks(line_end(value), extra);
  }
  if (value >= text_.size() || text_[value] == '\n') return;
  if (reach == Reach::prose && comment_ && !is_marked(value)) return;
  if (reach != Reach::statement && is_quote(text_[value])) {
    const std::size_t close = text_.find(text_[value], value + 1);
    hide(value, close == kNowhere ? line_end(value) : close + 1);
    return;
  }
  const std::size_t end = reach == Reach::statement ? end_of_statement(value) : line_end(value);
  hide(value, end);
  if (kind_ == Kind::control_file && !comment_) at_ = begin_of_open_keyword(value, end);
}

/// Of `username me password` at the end of a line, the password is on the next line. Returns where
/// the last word of [begin, end) begins if its value comes behind `end`; else `end`.
std::size_t Scanner::begin_of_open_keyword(std::size_t begin, std::size_t end) const {
  const std::string_view text = text_.substr(begin, end - begin);
  const auto word_before = [&](std::size_t behind, std::string_view marks) {
    while (behind > 0 && (is_blank(text[behind - 1]) || marks.find(text[behind - 1]) != kNowhere)) {
      --behind;
    }
    std::size_t first = behind;
    while (first > 0 && !is_blank(text[first - 1])) --first;
    return text.substr(first, behind - first);
  };
  const std::string_view last = word_before(text.size(), "\\=:");
  if (last.empty() || last.data() == text.data()) return end;
  const auto offset = static_cast<std::size_t>(last.data() - text.data());
  const std::string_view before = word_before(offset, "\\");
  // `last` is itself a value in `password token`, `me : token` and `without credentials`.
  const bool is_value = before.empty() || before.ends_with(':') || before.ends_with('=') ||
                        reach_of(before, {}) != Reach::none || may_name_next(before);
  if (is_value || reach_of(last, {}) == Reach::none) return end;
  // `mmonit` counts only behind `set`.
  const std::string_view first = equal_without_case(before, "set") ? before : last;
  return begin + static_cast<std::size_t>(first.data() - text.data());
}

/// Learns from a run what the next one may be.
void Scanner::note_word(std::string_view run) {
  if (kind_ == Kind::control_file) {
    // Of `group = x` and `program="x"`, the word counts.
    run = run.substr(0, run.find_last_not_of('=') + 1);
    if (run.empty()) return;
    // A name may follow in a list, too: `depends on a, b`.
    const bool is_comma = run == ",";
    const bool was_name = is_comma ? was_name_ : may_be_name_;
    may_be_name_ = may_name_next(run) || (was_name && run.back() == ',');
    was_name_ = was_name;
    is_check_name_ = names_check_next(word_before_, run);
  }
  word_before_ = run;
}

/// Learns from a quote where the text of a command ends: monit ends it at the next quote, and so do
/// we if that is in the same line.
void Scanner::quote() {
  after_quote_ = true;
  if (kind_ != Kind::control_file || at_ <= command_end_ || !is_before_a_command(word_before_)) {
    return;
  }
  const char ends[] = {text_[at_], '\n'};
  const std::size_t end = text_.find_first_of({ends, 2}, at_ + 1);
  if (end != kNowhere && text_[end] != '\n') command_end_ = end;
}

}  // namespace pkgmap::mask
