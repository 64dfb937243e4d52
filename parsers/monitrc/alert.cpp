// Who is told: monit(1), ALERT MESSAGES.
#include <algorithm>
#include <array>

#include "parsers/monitrc/characters.hpp"
#include "parsers/monitrc/mail_format.hpp"
#include "parsers/monitrc/syntax.hpp"
#include "parsers/source/spelling.hpp"

namespace pkgmap::monitrc {
namespace {

constexpr std::array<std::string_view, 38> kEvents = {
    "action",     "bytein",   "byteout", "checksum", "connection", "content",    "data",
    "exec",       "execute",  "exist",   "exists",   "fsflag",     "fsflags",    "gid",
    "icmp",       "instance", "invalid", "link",     "nonexist",   "packetin",   "packetout",
    "permission", "perm",     "pid",     "ppid",     "resource",   "saturation", "size",
    "speed",      "status",   "timeout", "time",     "timestamp",  "uid",        "uptime",
    "nonexists",  "ping",     "echo"};
constexpr std::size_t kRealEvents = 36;  ///< The others are only what people may have meant.

bool is_event(const Token& token) {
  if (token.kind != TokenKind::word) return false;
  const auto* end = kEvents.begin() + kRealEvents;
  return std::any_of(kEvents.begin(), end,
                     [&](std::string_view event) { return same_word(token.text, event); });
}

bool fails_event(Parser& parser) {
  const Token& next = parser.peek();
  const std::string_view near =
      next.kind == TokenKind::word ? nearest_word(next.text, kEvents) : std::string_view{};
  return parser.fails("an event or '}'",
                      near.empty() ? "" : "did you mean '" + std::string(near) + "'?");
}

/// `{ EVENT … }`
bool read_events(Parser& parser) {
  parser.take();
  if (!is_event(parser.peek())) return fails_event(parser);
  while (is_event(parser.peek())) parser.take();
  return parser.accept('}') || fails_event(parser);
}

/// `reminder N [cycles]`
bool read_reminder(Parser& parser) {
  if (!parser.accept(Keyword::reminder)) return true;
  int cycles = 0;
  if (!parser.number("a number of cycles", cycles)) return false;
  parser.accept(Keyword::cycle);
  return true;
}

}  // namespace

bool read_mail_address(Parser& parser) {
  if (parser.at(TokenKind::mail)) {
    parser.take();
    return true;
  }
  if (!is_string(parser.peek())) return parser.fails("a mail address");
  const Token address = parser.take();
  parser.report.error(address.span, "expected a mail address, got " + parser.report.shown(address),
                      "monit wants name@host, unquoted");
  return true;
}

/// Behind `mail-format`: `{ from: … subject: … message: … }`
bool read_mail_format(Parser& parser) {
  if (!parser.accept('{')) return parser.fails("'{'");
  if (!parser.at(TokenKind::block)) return parser.fails("'from:', 'subject:' or 'message:'");
  const Token block = parser.take();
  judge_mail_format(parser.report, block);
  return true;
}

bool read_alert(Parser& parser) {
  if (!read_mail_address(parser)) return false;
  if (parser.at(Keyword::not_)) {
    parser.take();
    if (!parser.peek().is('{')) return parser.fails("'{'");
  }
  if (parser.peek().is('{') && !read_events(parser)) return false;
  if (parser.accept(Keyword::mail_format) && !read_mail_format(parser)) return false;
  return read_reminder(parser);
}

}  // namespace pkgmap::monitrc
