#include "parsers/monitrc/words/token.hpp"

#include "parsers/monitrc/words/quoting.hpp"

namespace pkgmap::monitrc {

std::string value_of(const Token& token) {
  return token.is_quoted ? unescape(token.text) : std::string(token.text);
}

bool is_string(const Token& token) {
  if (is_path(token)) return false;
  return token.kind == TokenKind::quoted || (token.kind == TokenKind::word && !token.is_reserved);
}

bool is_path(const Token& token) {
  if (token.kind != TokenKind::quoted && token.kind != TokenKind::word) return false;
  return token.text.starts_with('/') && token.text.find('\n') == std::string_view::npos;
}

}  // namespace pkgmap::monitrc
