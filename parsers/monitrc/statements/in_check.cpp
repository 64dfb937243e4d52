// The short statements inside a check: monit(1), SERVICE MONITORING MODE, SERVICE GROUPS and so on.
#include <algorithm>

#include "parsers/monitrc/statements/statements.hpp"
#include "parsers/monitrc/words/characters.hpp"
#include "parsers/source/ascii.hpp"

namespace pkgmap::monitrc {
namespace {

/// True for five fields of digits and `, * -`, in monit 6 also `/`; blanks may stand around the
/// fields.
bool is_cron_time(std::string_view text, bool& has_step) {
  int fields = 0;
  for (std::size_t at = 0; at < text.size();) {
    while (at < text.size() && is_blank(text[at])) ++at;
    const std::size_t begin = at;
    for (; at < text.size() && !is_blank(text[at]); ++at) {
      const char c = text[at];
      has_step |= c == '/';
      if (!is_digit(c) && c != ',' && c != '*' && c != '-' && c != '/') return false;
    }
    if (at > begin) ++fields;
  }
  return fields == 5;
}

bool read_cron(Parser& parser, Every& every) {
  const Token time = parser.peek();
  bool has_step = false;
  if (!is_cron_time(time.text, has_step)) {
    return parser.fails("a time such as \"* 0-3 * * 0\"",
                        "minute, hour, day, month and day of the week, of digits and , * - only");
  }
  if (has_step) parser.uses(Feature::cron_steps, time.span);
  every.cron = value_of(parser.take());
  return true;
}

}  // namespace

bool read_depends(Parser& parser, Check& check) {
  parser.take();
  if (!parser.at(TokenKind::name)) {
    return parser.fails("the name of a check",
                        "the first name must stand on the line of 'depends'");
  }
  while (parser.at(TokenKind::name)) {
    const Token name = parser.take();
    parser.references.push_back(
        {parser.file.checks.size() - 1, check.depends_on.size(), name.span});
    check.depends_on.push_back(value_of(name));
  }
  return true;
}

bool read_group(Parser& parser, Check& check) {
  parser.take();
  if (!parser.at(TokenKind::name)) {
    return parser.fails("a group name");
  }
  const Token name = parser.take();
  if (!std::all_of(name.text.begin(), name.text.end(), is_word_byte)) {
    parser.report.error(name.span, "a group name cannot hold blanks or punctuation");
  }
  check.groups.push_back(value_of(name));
  return true;
}

/// `every N cycles`, `[not] every "CRON"`
bool read_every(Parser& parser, Check& check) {
  const Token word = parser.take();
  const bool is_not = lower(word.text[0]) == 'n';
  Every every;
  if (parser.at(TokenKind::quoted)) {
    every.kind = is_not ? Every::Kind::not_cron : Every::Kind::cron;
    if (!read_cron(parser, every)) return false;
  } else if (is_not) {
    return parser.fails("a quoted time such as \"* 0-3 * * 0\"");
  } else {
    if (!parser.number("a number of cycles or a quoted time", every.cycles)) return false;
    if (!parser.accept(Keyword::cycle)) return parser.fails("'cycles'");
  }
  if (check.every) {
    parser.report.warning(word.span, "only the last 'every' of a check counts");
  }
  check.every = std::move(every);
  return true;
}

/// `manual` is the old word for `onreboot laststate`, and leaves a passive check passive.
bool read_check_mode(Parser& parser, Check& check) {
  parser.take();
  if (parser.accept(Keyword::active)) {
    check.mode = Mode::active;
  } else if (parser.accept(Keyword::passive)) {
    check.mode = Mode::passive;
  } else if (parser.accept(Keyword::manual)) {
    if (check.mode == Mode::active) check.mode = Mode::manual;
    check.onreboot = OnReboot::laststate;
  } else {
    return parser.fails("'active', 'passive' or 'manual'");
  }
  return true;
}

bool read_onreboot_word(Parser& parser, std::optional<OnReboot>& into) {
  if (parser.at(Keyword::start))
    into = OnReboot::start;
  else if (parser.at(Keyword::nostart))
    into = OnReboot::nostart;
  else if (parser.at(Keyword::laststate))
    into = OnReboot::laststate;
  else {
    return parser.fails("'start', 'nostart' or 'laststate'");
  }
  parser.take();
  return true;
}

bool read_onreboot(Parser& parser, Check& check) {
  parser.uses(Feature::onreboot, parser.take().span);
  return read_onreboot_word(parser, check.onreboot);
}

bool read_alert_of_check(Parser& parser, Check& check) {
  const Span span = parser.take().span;
  Alert& alert = check.alerts.emplace_back();
  if (!read_alert(parser, alert)) return false;
  alert.span = parser.since(span);
  return true;
}

bool read_noalert(Parser& parser, Check& check) {
  const Span span = parser.take().span;
  Alert& alert = check.alerts.emplace_back();
  alert.is_none = true;
  if (!read_mail_address(parser, alert.address)) return false;
  alert.span = parser.since(span);
  return true;
}

}  // namespace pkgmap::monitrc
