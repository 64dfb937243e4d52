// Global statements: monit(1), CONFIGURATION.
#include <algorithm>
#include <array>

#include "parsers/monitrc/syntax.hpp"
#include "parsers/source/spelling.hpp"

namespace pkgmap::monitrc {
namespace {

bool read_daemon(Parser& parser, const Token&) {
  Daemon daemon;
  if (!parser.number("a number of seconds", daemon.poll_seconds)) return false;
  if (parser.at(Keyword::second)) {
    parser.report.error(parser.take().span, "expected no unit: the number is in seconds");
  }
  if (parser.at(Keyword::start) && parser.peek(1).is(Keyword::delay)) {
    parser.take();
    parser.take();
    if (!parser.number("a number of seconds", daemon.start_delay_seconds)) return false;
  }
  parser.file.daemon = daemon;
  return true;
}

/// `log PATH`, `log syslog [facility NAME]`
bool read_log(Parser& parser, const Token&) {
  parser.file.logfile.clear();
  if (!parser.accept(Keyword::syslog)) return parser.path(parser.file.logfile);
  if (!parser.accept(Keyword::facility)) return true;
  std::string facility;
  return parser.string("a facility", facility);
}

bool read_file(Parser& parser, const Token& word) {
  if (word.keyword == Keyword::pidfile) return parser.path(parser.file.pidfile);
  if (word.keyword == Keyword::statefile) return parser.path(parser.file.statefile);
  return parser.path(parser.file.idfile);
}

int* limit_of(Limits& limits, Keyword keyword) {
  switch (keyword) {
    case Keyword::network_timeout:
      return &limits.network_timeout_ms;
    case Keyword::program_timeout:
      return &limits.program_timeout_ms;
    case Keyword::stop_timeout:
      return &limits.stop_timeout_ms;
    case Keyword::start_timeout:
      return &limits.start_timeout_ms;
    case Keyword::restart_timeout:
      return &limits.restart_timeout_ms;
    default:
      return nullptr;
  }
}

/// `N UNIT`
bool read_size(Parser& parser) {
  int amount = 0;
  if (!parser.number("a number", amount)) return false;
  if (parser.at(TokenKind::word) && !parser.at_statement()) parser.take();
  return true;
}

/// `{ NAME: N UNIT … }`
bool read_limits(Parser& parser, const Token&) {
  if (!parser.accept('{')) {
    parser.report.expected("'{'", parser.peek());
    return false;
  }
  while (!parser.accept('}')) {
    if (!parser.at(TokenKind::word) || parser.at_statement()) {
      parser.report.expected("a limit or '}'", parser.peek());
      return false;
    }
    int* limit = limit_of(parser.file.limits, parser.take().keyword);
    if (!parser.accept(':')) {
      parser.report.expected("':'", parser.peek());
      return false;
    }
    if (limit != nullptr ? !read_duration(parser, *limit) : !read_size(parser)) return false;
  }
  return true;
}

bool read_set_alert(Parser& parser, const Token& word) {
  if (!read_alert(parser)) return false;
  parser.file.alerts.push_back(parser.since(word.span));
  return true;
}

/// What says nothing about checks and packages: passed over up to the next statement.
bool pass_over(Parser& parser, const Token&) {
  while (!parser.at(TokenKind::end) && !parser.at_statement()) {
    if (parser.peek().is('{'))
      parser.skip_braces();
    else
      parser.take();
  }
  return true;
}

constexpr std::array kSetStatements = {
    SetStatement{Keyword::httpd, read_httpd},     SetStatement{Keyword::daemon, read_daemon},
    SetStatement{Keyword::log, read_log},         SetStatement{Keyword::pidfile, read_file},
    SetStatement{Keyword::statefile, read_file},  SetStatement{Keyword::idfile, read_file},
    SetStatement{Keyword::limits, read_limits},   SetStatement{Keyword::alert, read_set_alert},
    SetStatement{Keyword::mailserver, pass_over}, SetStatement{Keyword::mail_format, pass_over},
    SetStatement{Keyword::eventqueue, pass_over}, SetStatement{Keyword::mmonit, pass_over},
    SetStatement{Keyword::ssl, pass_over},        SetStatement{Keyword::onreboot, pass_over},
    SetStatement{Keyword::fips, pass_over},       SetStatement{Keyword::init, pass_over},
    SetStatement{Keyword::terminal, pass_over},   SetStatement{Keyword::expectbuffer, pass_over},
};

constexpr std::array<std::string_view, 20> kSetWords = {
    "httpd",       "daemon",     "log",    "logfile", "pidfile",  "statefile",   "idfile",
    "limits",      "alert",      "ssl",    "tls",     "onreboot", "fips",        "mailserver",
    "mail-format", "eventqueue", "mmonit", "init",    "terminal", "expectbuffer"};

/// Kept, not understood. A misspelt word is a mistake; another may be of a later monit.
bool unknown_statement(Parser& parser, const Token& word, Span begin) {
  const bool is_word = word.kind == TokenKind::word;
  const std::string_view near = is_word ? nearest_word(word.text, kSetWords) : std::string_view{};
  const std::string message =
      "unknown statement 'set " + (is_word ? std::string(word.text.substr(0, 40)) : "...") + "'";
  if (!near.empty()) {
    parser.report.error(word.span, message, "did you mean 'set " + std::string(near) + "'?");
  } else if (is_word) {
    parser.report.warning(word.span, message + ", it is passed over");
  } else {
    parser.report.expected("the name of a setting", word);
  }
  const bool is_read = pass_over(parser, word);
  parser.file.unknown.push_back(parser.since(begin));
  return is_read;
}

}  // namespace

const SetStatement* find_set_statement(Keyword keyword) {
  const auto* row = std::find_if(kSetStatements.begin(), kSetStatements.end(),
                                 [&](const SetStatement& s) { return s.keyword == keyword; });
  return row == kSetStatements.end() ? nullptr : row;
}

bool read_set(Parser& parser) {
  const Span begin = parser.take().span;
  const Token word = parser.peek();
  const SetStatement* statement =
      word.kind == TokenKind::word ? find_set_statement(word.keyword) : nullptr;
  if (statement == nullptr) return unknown_statement(parser, word, begin);
  parser.take();
  return statement->read(parser, word);
}

}  // namespace pkgmap::monitrc
