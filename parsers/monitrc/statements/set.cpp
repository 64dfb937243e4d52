// Global statements: monit(1), CONFIGURATION.
#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <string>

#include "parsers/monitrc/statements/measure.hpp"
#include "parsers/monitrc/statements/statements.hpp"
#include "parsers/monitrc/statements/tls.hpp"
#include "parsers/monitrc/words/characters.hpp"
#include "parsers/source/spelling.hpp"

namespace pkgmap::monitrc {
namespace {

bool read_daemon(Parser& parser, const Token&) {
  Daemon daemon;
  const Span span = parser.peek().span;
  if (!parser.number("a number of seconds", daemon.poll_seconds)) return false;
  if (daemon.poll_seconds == 0) {
    parser.report.error(span, "a cycle must be longer than 0 seconds");
  } else if (daemon.poll_seconds < 0 || daemon.poll_seconds > kLongestPollSeconds) {
    const std::string later = parser.later_refusal(Refusal::poll_time);
    if (!parser.refuses(Refusal::poll_time, span) && !later.empty()) {
      parser.report.note(span, later);
    }
  }
  if (parser.at(Keyword::second)) {
    parser.report.error(parser.take().span, "a unit is not allowed here: the number is in seconds");
  }
  if (parser.accept(Keyword::start)) {
    if (!parser.accept(Keyword::delay)) return parser.fails("'delay'");
    if (!parser.number("a number of seconds", daemon.start_delay_seconds)) return false;
  }
  parser.file.daemon = daemon;
  return true;
}

constexpr std::array<std::string_view, 9> kFacilities = {"log_local0", "log_local1", "log_local2",
                                                         "log_local3", "log_local4", "log_local5",
                                                         "log_local6", "log_local7", "log_daemon"};

/// `log PATH`, `log syslog [facility NAME]`
bool read_log(Parser& parser, const Token& word) {
  if (equal_without_case(word.text, "log")) parser.uses(Feature::log, word.span);
  parser.file.logfile.clear();
  parser.log_file = Token();
  GlobalSettings& settings = parser.file.settings;
  settings.uses_syslog = parser.at(Keyword::syslog);
  settings.facility.clear();
  if (!parser.accept(Keyword::syslog)) {
    const Token path = parser.peek();
    if (!parser.path(parser.file.logfile)) return false;
    parser.log_file = path;
    return true;
  }
  if (!parser.accept(Keyword::facility)) return true;
  const Span span = parser.peek().span;
  if (!parser.string("a facility", settings.facility)) return false;
  for (const std::string_view known : kFacilities) {
    if (equal_without_case(settings.facility, known)) return true;
  }
  if (equal_without_case(settings.facility, "log_user")) {
    parser.uses(Feature::log_user, span);
    return true;
  }
  parser.report.error(span, "there is no such facility",
                      "monit knows log_local0 to log_local7 and log_daemon");
  return true;
}

bool read_file(Parser& parser, const Token& word) {
  if (word.keyword == Keyword::pidfile) return parser.path(parser.file.pidfile);
  if (word.keyword == Keyword::statefile) return parser.path(parser.file.statefile);
  parser.id_file = parser.peek();
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
    case Keyword::exec_timeout:
      return &limits.exec_timeout_ms;
    default:
      return nullptr;
  }
}

double bytes_of(const Test& size) {
  constexpr std::array<double, 6> kFactors = {1, 1, 1, 1024, 1024.0 * 1024, 1024.0 * 1024 * 1024};
  return size.limit * kFactors[static_cast<std::size_t>(size.unit)];
}

/// `N UNIT`
bool read_limit(Parser& parser, int& into) {
  Test size;
  const Span span = parser.peek().span;
  if (!read_whole_limit(parser, size)) return false;
  take_byte_unit(parser, size);
  const auto bytes = static_cast<std::int64_t>(bytes_of(size));
  // Of a number that is too large, Parser::number() has kept as many bits.
  const auto counted = static_cast<std::int32_t>(bytes);
  const std::string text = std::to_string(counted);
  if (size.limit < 1 && parser.refuses(Refusal::limit_below_one, span)) return true;
  if (bytes != counted && parser.refuses(Refusal::large_limit, span)) return true;
  if (counted != bytes) {
    parser.report.warning(span, "this size is too large: monit counts " + text + " bytes",
                          parser.later_refusal(Refusal::large_limit));
  }
  if (counted <= 0) {
    parser.report.warning(span, "monit keeps no text with a size of " + text,
                          parser.later_refusal(Refusal::limit_below_one));
  }
  into = std::max(counted, 0);
  return true;
}

int* size_limit_of(Limits& limits, const Token& token) {
  if (equal_without_case(token.text, "sendexpectbuffer")) return &limits.send_expect_buffer_bytes;
  if (equal_without_case(token.text, "filecontentbuffer")) return &limits.file_content_buffer_bytes;
  if (equal_without_case(token.text, "httpcontentbuffer")) return &limits.http_content_buffer_bytes;
  return equal_without_case(token.text, "programoutput") ? &limits.program_output_bytes : nullptr;
}

bool read_limit_of_programs(Parser& parser) {
  const Token name = parser.peek();
  if (name.kind != TokenKind::word) return parser.fails("a limit or '}'");
  int* limit = limit_of(parser.file.limits, name.keyword);
  int* size = limit == nullptr ? size_limit_of(parser.file.limits, name) : nullptr;
  if (limit == nullptr && size == nullptr) return parser.fails("a limit or '}'");
  if (name.is(Keyword::exec_timeout)) parser.uses(Feature::exec_timeout, name.span);
  parser.take();
  if (!parser.accept(':')) return parser.fails("':'");
  return limit != nullptr ? read_duration(parser, *limit) : read_limit(parser, *size);
}

/// `{ NAME: N UNIT … }`
bool read_limits(Parser& parser, const Token& word) {
  parser.uses(Feature::limits, word.span);
  if (!parser.peek().is('{')) return parser.fails("'{'");
  const Token open = parser.take();
  while (!parser.accept('}')) {
    if (parser.at(TokenKind::end) || parser.at_statement()) {
      parser.report.error(open.span, "this '{' is never closed");
      return false;
    }
    if (!read_limit_of_programs(parser)) return false;
  }
  return true;
}

bool read_set_alert(Parser& parser, const Token& word) {
  Alert& alert = parser.file.settings.alerts.emplace_back();
  if (!read_alert(parser, alert)) return false;
  alert.span = parser.since(word.span);
  return true;
}

bool read_set_mail_format(Parser& parser, const Token&) {
  MailFormat& format = parser.file.settings.mail_format;
  format = MailFormat();  // The last statement counts, without the parts of earlier ones.
  return read_mail_format(parser, format);
}

bool read_set_tls(Parser& parser, const Token&) {
  if (!parser.peek().is('{')) return parser.fails("'{'");
  Tls tls{parser.file.settings.tls.emplace()};
  return read_tls_block(parser, tls);
}

bool read_set_onreboot(Parser& parser, const Token& word) {
  parser.uses(Feature::global_onreboot, word.span);
  return read_onreboot_word(parser, parser.file.settings.onreboot);
}

bool read_expectbuffer(Parser& parser, const Token&) {
  Test size;
  if (!read_whole_limit(parser, size)) return false;
  take_byte_unit(parser, size);
  const double bytes = bytes_of(size);
  if (bytes > 0 && bytes <= std::numeric_limits<int>::max()) {
    parser.file.limits.send_expect_buffer_bytes = static_cast<int>(bytes);
  }
  return true;
}

/// `init`, `fips`
bool read_word_alone(Parser& parser, const Token& word) {
  if (word.is(Keyword::init)) {
    parser.file.is_init = true;
    parser.init_span = word.span;
  }
  parser.file.settings.is_fips |= word.is(Keyword::fips);
  return true;
}

bool read_terminal(Parser& parser, const Token&) {
  return parser.accept_word("batch") || parser.fails("'batch'");
}

/// Takes tokens up to the next statement.
void pass_over(Parser& parser) {
  while (!parser.at(TokenKind::end) && !parser.at(Keyword::check) && !parser.at(Keyword::set) &&
         !(parser.peek().begins_line && parser.at_statement())) {
    parser.take();
  }
}

/// `read` begins behind the word after `set`, which is `word`.
struct SetStatement {
  Keyword keyword;
  bool (*read)(Parser&, const Token& word);
};

constexpr std::array kSetStatements = {
    SetStatement{Keyword::httpd, read_httpd},
    SetStatement{Keyword::daemon, read_daemon},
    SetStatement{Keyword::log, read_log},
    SetStatement{Keyword::pidfile, read_file},
    SetStatement{Keyword::statefile, read_file},
    SetStatement{Keyword::idfile, read_file},
    SetStatement{Keyword::limits, read_limits},
    SetStatement{Keyword::alert, read_set_alert},
    SetStatement{Keyword::mailserver, read_mailserver},
    SetStatement{Keyword::mail_format, read_set_mail_format},
    SetStatement{Keyword::eventqueue, read_eventqueue},
    SetStatement{Keyword::mmonit, read_mmonit},
    SetStatement{Keyword::ssl, read_set_tls},
    SetStatement{Keyword::onreboot, read_set_onreboot},
    SetStatement{Keyword::fips, read_word_alone},
    SetStatement{Keyword::init, read_word_alone},
    SetStatement{Keyword::terminal, read_terminal},
    SetStatement{Keyword::expectbuffer, read_expectbuffer},
};

constexpr std::array<std::string_view, 20> kSetWords = {
    "httpd",       "daemon",     "log",    "logfile", "pidfile",  "statefile",   "idfile",
    "limits",      "alert",      "ssl",    "tls",     "onreboot", "fips",        "mailserver",
    "mail-format", "eventqueue", "mmonit", "init",    "terminal", "expectbuffer"};

const SetStatement* find_set_statement(Keyword keyword) {
  const auto* row = std::find_if(kSetStatements.begin(), kSetStatements.end(),
                                 [&](const SetStatement& s) { return s.keyword == keyword; });
  return row == kSetStatements.end() ? nullptr : row;
}

/// Keeps the statement in ControlFile::unknown. A word that resembles a known one is a mistake; any
/// other may belong to a later monit.
bool unknown_statement(Parser& parser, const Token& word, Span begin) {
  const bool is_word = word.kind == TokenKind::word;
  const std::string_view near = is_word ? nearest_word(word.text, kSetWords) : std::string_view{};
  const std::string message =
      "unknown statement 'set " + (is_word ? std::string(word.text.substr(0, 40)) : "...") + "'";
  if (!near.empty()) {
    parser.report.error(word.span, message, "did you mean 'set " + std::string(near) + "'?");
  } else if (is_word && parser.options.only_known) {
    parser.report.error(word.span, message);
  } else if (is_word) {
    parser.report.warning(word.span, message + "; monit-pkgmap skips it");
  } else {
    parser.fails("the name of a setting");
  }
  pass_over(parser);
  parser.file.unknown.push_back(parser.since(begin));
  return true;
}

}  // namespace

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
