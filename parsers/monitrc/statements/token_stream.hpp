// The tokens of a control file and of everything that it includes, in the order in which monit
// reads them.
//
// An include may stand between any two tokens; the reader of the tokens does not notice. The stream
// ends with an error after kMostTokens tokens, so that a file that is included over and over comes
// to an end. For one thread.
#pragma once

#include <array>
#include <cstddef>

#include "parsers/monitrc/statements/includes.hpp"
#include "parsers/monitrc/words/token.hpp"
#include "parsers/monitrc/words/tree.hpp"

namespace pkgmap::monitrc {

class TokenStream {
 public:
  static constexpr std::size_t kMostTokens = 8'000'000;

  /// The arguments must outlive the stream.
  TokenStream(Includes& includes, Report& report) : includes_(includes), report_(report) {}

  /// Returns the next token, or the token that comes `ahead` tokens after the next one; `ahead` is
  /// 3 at most. Valid until take().
  const Token& peek(std::size_t ahead = 0);
  /// Returns the next token and moves on; at the end a token of kind end, however often it is
  /// called.
  Token take();

  /// Records in `tree` every token that is taken from now on, and the includes. `tree` must outlive
  /// the stream.
  void record(Tree& tree) { tree_ = &tree; }
  /// Returns the tree of record(); null unless record() was called.
  Tree* recorded() const { return tree_; }

  /// Returns the place of the token that take() returned last.
  Span last() const { return last_; }

 private:
  static constexpr std::size_t kAhead = 4;

  Token read();

  Includes& includes_;
  Report& report_;
  std::array<Token, kAhead> ahead_;
  std::size_t first_ = 0;
  std::size_t count_ = 0;
  std::size_t read_ = 0;
  Tree* tree_ = nullptr;
  Span last_;
};

}  // namespace pkgmap::monitrc
