// Who is told: monit(1), ALERT MESSAGES. Read to be passed over; nothing of it is kept.
#include "parsers/monitrc/syntax.hpp"

namespace pkgmap::monitrc {

bool read_alert(Parser& parser) {
  if (!parser.at(TokenKind::mail) && !is_string(parser.peek())) {
    parser.report.expected("a mail address", parser.peek());
    return false;
  }
  if (const Token address = parser.take(); address.kind != TokenKind::mail) {
    parser.report.error(address.span,
                        "expected a mail address, got " + parser.report.shown(address),
                        "monit wants name@host, unquoted");
  }
  for (;;) {
    const Token& next = parser.peek();
    if (next.is('{')) {
      parser.skip_braces();
    } else if ((next.is(Keyword::not_) && parser.peek(1).is('{')) ||
               next.is(Keyword::mail_format)) {
      parser.take();
    } else if (next.is(Keyword::takes_number)) {
      parser.take();
      int cycles = 0;
      if (!parser.number("a number of cycles", cycles)) return false;
      parser.accept(Keyword::cycle);
    } else {
      return true;
    }
  }
}

}  // namespace pkgmap::monitrc
