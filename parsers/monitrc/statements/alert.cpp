// Who gets mail about which events: monit(1), ALERT MESSAGES.
#include <algorithm>
#include <array>

#include "parsers/monitrc/statements/mail_format.hpp"
#include "parsers/monitrc/statements/statements.hpp"
#include "parsers/monitrc/words/characters.hpp"
#include "parsers/source/spelling.hpp"

namespace pkgmap::monitrc {
namespace {

constexpr std::array<std::string_view, 36> kEvents = {
    "action",   "bytein",   "byteout",    "checksum",   "connection", "content",
    "data",     "exec",     "execute",    "exist",      "exists",     "fsflag",
    "fsflags",  "gid",      "icmp",       "instance",   "invalid",    "link",
    "nonexist", "packetin", "packetout",  "permission", "perm",       "pid",
    "ppid",     "resource", "saturation", "size",       "speed",      "status",
    "timeout",  "time",     "timestamp",  "uid",        "uptime",     "nonexists"};

bool is_event(const Token& token) {
  if (token.kind != TokenKind::word) return false;
  return std::any_of(kEvents.begin(), kEvents.end(),
                     [&](std::string_view event) { return equal_without_case(token.text, event); });
}

bool fails_event(Parser& parser) {
  const Token& next = parser.peek();
  const std::string_view near =
      next.kind == TokenKind::word ? nearest_word(next.text, kEvents) : std::string_view{};
  return parser.fails("an event or '}'",
                      near.empty() ? "" : "did you mean '" + std::string(near) + "'?");
}

/// `{ EVENT … }`
bool read_events(Parser& parser, Alert& alert) {
  parser.take();
  if (!is_event(parser.peek())) return fails_event(parser);
  while (is_event(parser.peek())) alert.events.push_back(lower(parser.take().text));
  return parser.accept('}') || fails_event(parser);
}

/// `reminder N [cycles]`
bool read_reminder(Parser& parser, int& cycles) {
  if (!parser.accept(Keyword::reminder)) return true;
  if (!parser.number("a number of cycles", cycles)) return false;
  parser.accept(Keyword::cycle);
  return true;
}

}  // namespace

bool read_mail_address(Parser& parser, std::string& into) {
  if (parser.at(TokenKind::mail)) {
    into = parser.take().text;
    return true;
  }
  if (!is_string(parser.peek())) return parser.fails("a mail address");
  const Token address = parser.take();
  into = value_of(address);
  parser.report.error(address.span, "expected a mail address, got " + parser.report.shown(address),
                      "monit wants name@host, unquoted");
  return true;
}

/// Reads `{ from: … subject: … message: … }` behind `mail-format`.
bool read_mail_format(Parser& parser, MailFormat& into) {
  if (!parser.accept('{')) return parser.fails("'{'");
  if (!parser.at(TokenKind::block)) return parser.fails("'from:', 'subject:' or 'message:'");
  const Token block = parser.take();
  take_mail_format(parser.report, block, into);
  return true;
}

bool read_alert(Parser& parser, Alert& alert) {
  if (!read_mail_address(parser, alert.address)) return false;
  if (parser.accept(Keyword::not_)) {
    alert.is_but = true;
    if (!parser.peek().is('{')) return parser.fails("'{'");
  }
  if (parser.peek().is('{') && !read_events(parser, alert)) return false;
  if (parser.accept(Keyword::mail_format) && !read_mail_format(parser, alert.format)) return false;
  return read_reminder(parser, alert.reminder_cycles);
}

}  // namespace pkgmap::monitrc
