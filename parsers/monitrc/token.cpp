#include "parsers/monitrc/token.hpp"

#include "parsers/monitrc/quoting.hpp"

namespace pkgmap::monitrc {

std::string value_of(const Token& token) {
  return token.is_quoted ? unescape(token.text) : std::string(token.text);
}

bool is_string(const Token& token) {
  switch (token.kind) {
    case TokenKind::quoted:
    case TokenKind::name:
    case TokenKind::mail:
      return true;
    case TokenKind::word:
      return !token.is_reserved;
    default:
      return false;
  }
}

}  // namespace pkgmap::monitrc
