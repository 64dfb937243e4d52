// The rules after certain words. monit's scanner has them; monit(1) does not describe them.
#include <algorithm>

#include "parsers/monitrc/words/characters.hpp"
#include "parsers/monitrc/words/keyword.hpp"
#include "parsers/monitrc/words/lexer.hpp"
#include "parsers/monitrc/words/service_types.hpp"

namespace pkgmap::monitrc {
namespace {

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

}  // namespace

/// Switches to the rules that hold after `word`. Returns false if `word` is no keyword in this
/// place.
bool Lexer::enter_mode(const Token& word) {
  const bool mail_format_came = mail_format_comes_;
  mail_format_comes_ = word.keyword == Keyword::mail_format;
  switch (word.keyword) {
    case Keyword::check:
      if (!is_plain_blank(byte(at_))) return false;
      mode_ = Mode::check_type;
      return true;
    case Keyword::depends:
      if (!is_plain_blank(byte(at_))) return false;
      mode_ = Mode::depends_first;
      return true;
    case Keyword::group:
      if (!is_plain_blank(byte(at_))) return false;
      mode_ = Mode::group_name;
      return true;
    case Keyword::every:
      mode_ = Mode::every_value;
      return true;
    case Keyword::include:
      mode_ = Mode::include_pattern;
      return true;
    case Keyword::start:
    case Keyword::stop:
    case Keyword::restart:
      command_follows(at_, true);
      return true;
    case Keyword::exec:
      command_follows(at_, false);
      return true;
    case Keyword::path:
      if (memory_.in_program_check) command_follows(at_, false);
      return true;
    case Keyword::none:
      mail_format_comes_ = mail_format_came;
      if (equal_without_case(word.text, "hostgroups") && is_blank(byte(at_)) &&
          byte(skip_blanks(text_, at_)) == '[') {
        mode_ = Mode::hostgroups;
      }
      return true;
    case Keyword::reserved:
      if (equal_without_case(word.text, "http headers")) mode_ = Mode::headers;
      return true;
    default:
      return true;
  }
}

/// Goes to the '"' that opens a command on this line. Returns false if there is none.
/// `takes_equals` allows "program" and '=' before the '"'.
bool Lexer::command_follows(std::size_t at, bool takes_equals) {
  const bool is_glued_to_word = skip_blanks(text_, at) == at;
  at = skip_blanks(text_, at);
  bool has_glued_equals = false;
  if (takes_equals) {
    constexpr std::string_view kGluedWord = "program";
    bool is_glued_to_program = false;
    if (equal_without_case(text_.substr(at, kGluedWord.size()), kGluedWord)) {
      at += kGluedWord.size();
      is_glued_to_program = !is_glued_to_word && byte(at) == '=';
      at = skip_blanks(text_, at);
    }
    if (byte(at) == '=') {
      has_glued_equals = byte(at + 1) == '"' && !is_glued_to_program;
      at = skip_blanks(text_, at + 1);
    }
  }
  if (byte(at) != '"') return false;
  has_glued_equals_ = has_glued_equals;
  judge_length(at_, at);
  at_ = at;
  mode_ = Mode::command;
  return true;
}

std::optional<Token> Lexer::read_in_mode() {
  switch (mode_) {
    case Mode::check_type:
      return read_check_type();
    case Mode::service_name:
      return read_name(Mode::normal);
    case Mode::depends_first:
      return read_depends_first();
    case Mode::depends_more:
      return read_depends_more();
    case Mode::group_name:
      return read_group_name();
    case Mode::every_value:
      return read_every();
    case Mode::include_pattern:
      return read_include();
    case Mode::command:
      return read_command();
    case Mode::mail_format:
      return read_mail_format();
    case Mode::headers:
      return read_headers();
    case Mode::hostgroups:
      return read_hostgroups();
    case Mode::normal:
      break;
  }
  return std::nullopt;
}

/// The type must stand on the line of `check`, and a blank must follow `process`. Any other word is
/// the name of a check without a type.
std::optional<Token> Lexer::read_check_type() {
  at_ = skip_blanks(text_, at_);
  if (byte(at_) == '\n') return read_name(Mode::normal);
  const std::size_t end = word_end(at_);
  const std::optional<CheckType> type = check_type_of(text_.substr(at_, end - at_));
  const bool is_type = type && (*type != CheckType::process || is_plain_blank(byte(end)));
  if (!is_type) {
    const std::optional<CheckType> prefix = check_type_before(text_.substr(at_, end - at_));
    memory_.in_program_check = prefix == CheckType::program;
    return read_name(Mode::normal);
  }
  memory_.in_program_check = type == CheckType::program;
  const Token found = token(TokenKind::word, at_, end);
  at_ = end;
  mode_ = Mode::service_name;
  return found;
}

/// Returns nullopt if no name can begin here; the default rules then read what the parser complains
/// about.
std::optional<Token> Lexer::read_name(Mode after) {
  const bool is_group = mode_ == Mode::group_name;
  while (is_blank(byte(at_)) || byte(at_) == '\n') ++at_;
  mode_ = after;
  const std::size_t begin = at_;
  const char quote = byte(begin);
  if (!is_quote(quote)) {
    at_ = word_end(begin);
    if (at_ == begin) {
      mode_ = Mode::normal;
      return std::nullopt;
    }
    return token(TokenKind::name, begin, at_);
  }
  const std::string_view line = text_.substr(begin, line_end(begin) - begin);
  // monit reads the '…' name of a check up to the last such quote that stands on the line and
  // before any '"'. The name of a group ends at the next quote.
  const std::size_t close =
      quote == '"' || is_group ? line.find(quote, 1) : line.substr(0, line.find('"')).rfind('\'');
  const bool is_closed = close != kNowhere && close != 0;
  if (!is_closed) report_.error(span(begin, begin + 1), "this quote is not closed on its line");
  at_ = begin + (is_closed ? close + 1 : line.size());
  Token found = token(TokenKind::name, begin, at_);
  found.text = found.text.substr(1, is_closed ? close - 1 : line.size());
  found.is_quoted = true;
  if (quote == '\'' && found.text.find('\'') != kNowhere) {
    report_.warning(found.span, "monit reads all up to the last ' of the line as one name",
                    "put each name in double quotes");
  }
  return found;
}

/// monit reads "on" as noise even where a name begins with it: `depends one` means the name "e".
std::optional<Token> Lexer::read_depends_first() {
  at_ = skip_blanks(text_, at_);
  if (equal_without_case(text_.substr(at_, 2), "on")) {
    const std::string name(text_.substr(at_, word_end(at_) - at_));
    if (name.size() > 2) {
      report_.warning(span(at_, at_ + name.size()),
                      "monit reads this as 'on' and the name '" + name.substr(2) + "'",
                      "write 'depends on " + name + "' if that is the name");
    }
    at_ = skip_blanks(text_, at_ + 2);
  }
  // Punctuation before the first name means nothing to monit.
  at_ = std::min(text_.find_first_not_of(" \t\r,;()", at_), text_.size());
  const bool is_line_over = byte(at_) == '\n' || byte(at_) == '#';
  mode_ = is_line_over ? Mode::normal : Mode::depends_more;
  return std::nullopt;
}

/// Reads a name. A comma behind it, on this or a later line, announces another name, and so does a
/// name that follows without a blank.
std::optional<Token> Lexer::read_depends_more() {
  if (byte(at_) == '#') {
    report_.error(
        span(at_, line_end(at_)), "a comment cannot stand between the names of 'depends'",
        "monit reads the words of the comment as names; put the comment behind the last name");
    at_ = line_end(at_);
  }
  const std::optional<Token> found = read_name(Mode::depends_more);
  if (!found) return std::nullopt;
  std::size_t end = at_;
  while (end < text_.size() && is_filler(text_[end])) ++end;
  const std::string_view between = text_.substr(at_, end - at_);
  const bool is_glued = end == at_ && (is_word_byte(byte(end)) || is_quote(byte(end)));
  if ((is_glued || between.find_first_of(",;()") != kNowhere) && end < text_.size()) {
    judge_length(at_, end);
    at_ = end;
  } else {
    mode_ = Mode::normal;
  }
  return found;
}

/// The name must stand on the line of `group`, or at the very beginning of a later line.
std::optional<Token> Lexer::read_group_name() {
  at_ = skip_blanks(text_, at_);
  const std::size_t line_begin = std::min(text_.find_first_not_of('\n', at_), text_.size());
  const char first = byte(line_begin);
  if (line_begin == at_ || is_word_byte(first) || is_quote(first)) return read_name(Mode::normal);
  mode_ = Mode::normal;
  return std::nullopt;
}

/// Reads a number, a cron time or `cycle`; monit accepts no noise and no comment before them.
/// Returns nullopt for any other text: the default rules read it.
std::optional<Token> Lexer::read_every() {
  while (is_blank(byte(at_)) || byte(at_) == '\n') ++at_;
  mode_ = Mode::normal;
  const std::size_t begin = at_;
  if (is_digit(byte(at_))) {
    while (is_digit(byte(at_))) ++at_;
    return token(TokenKind::number, begin, at_);
  }
  for (const std::string_view word : {"cycles", "cycle"}) {
    if (!equal_without_case(text_.substr(begin, word.size()), word)) continue;
    at_ = begin + word.size();
    Token found = token(TokenKind::word, begin, at_);
    found.keyword = Keyword::cycle;
    found.is_reserved = true;
    return found;
  }
  if (is_quote(byte(begin))) return read_cron();
  judge_before_cycles(begin);
  return std::nullopt;
}

/// Either quote may close a cron time, whichever opened it.
Token Lexer::read_cron() {
  const std::size_t begin = at_;
  const std::size_t close = text_.find_first_not_of("0123456789,*/- \t\r", begin + 1);
  if (close == kNowhere || !is_quote(text_[close])) return read_quoted();
  at_ = close + 1;
  Token found = token(TokenKind::quoted, begin, at_);
  found.text = text_.substr(begin + 1, close - begin - 1);
  found.is_quoted = true;
  return found;
}

/// Reports what the default rules pass over, but monit refuses between `every` and its value.
void Lexer::judge_before_cycles(std::size_t begin) {
  if (byte(begin) == '#') {
    report_.error(span(begin, begin + 1), "a comment cannot stand between 'every' and its value");
    return;
  }
  const std::string_view word = text_.substr(begin, word_end(begin) - begin);
  const bool is_passed_over = word.empty()
                                  ? is_filler(byte(begin))
                                  : word == "\\" || find_word(word).keyword == Keyword::noise;
  if (!is_passed_over) return;
  const std::size_t end = std::max(begin + 1, begin + word.size());
  report_.error(span(begin, end), "the value must stand directly behind 'every'");
}

/// Reads a path up to a blank, or a quoted path that closes on its line; the longer one counts.
Token Lexer::read_include() {
  while (is_blank(byte(at_)) || byte(at_) == '\n') ++at_;
  mode_ = Mode::normal;
  const std::size_t begin = at_;
  const std::size_t bare = std::min(text_.find_first_of(" \t\r\n", begin), text_.size());
  if (is_quote(byte(begin))) {
    const std::size_t close = text_.find(text_[begin], begin + 1);
    const std::size_t line = std::min(text_.find_first_of("\r\n", begin), text_.size());
    if (close < line && close > begin + 1 && close + 1 >= bare) {
      Token found = read_quoted();
      found.kind = TokenKind::include;
      return found;
    }
  }
  at_ = bare;
  return token(TokenKind::include, begin, at_);
}

}  // namespace pkgmap::monitrc
