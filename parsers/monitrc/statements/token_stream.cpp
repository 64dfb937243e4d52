#include "parsers/monitrc/statements/token_stream.hpp"

namespace pkgmap::monitrc {

const Token& TokenStream::peek(std::size_t ahead) {
  while (count_ <= ahead) ahead_[(first_ + count_++) % kAhead] = read();
  return ahead_[(first_ + ahead) % kAhead];
}

Token TokenStream::take() {
  const Token token = peek();
  first_ = (first_ + 1) % kAhead;
  --count_;
  last_ = token.span;
  if (tree_ != nullptr && token.kind != TokenKind::end) {
    tree_->tokens.push_back({PieceKind::token, token.keyword, token.span});
  }
  return token;
}

Token TokenStream::read() {
  Token end;
  end.span = last_;
  while (Lexer* lexer = includes_.current()) {
    const Token token = lexer->next();
    if (token.kind == TokenKind::end) {
      end.span = token.span;
      includes_.leave_current();
      continue;
    }
    if (++read_ > kMostTokens) {
      if (read_ == kMostTokens + 1) report_.error(token.span, "the control file is too long");
      break;
    }
    if (token.kind != TokenKind::include) return token;
    if (tree_ != nullptr) {
      tree_->includes.push_back({PieceKind::include, Keyword::include, token.span});
    }
    includes_.include(token);
  }
  return end;
}

}  // namespace pkgmap::monitrc
