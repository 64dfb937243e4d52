// Returns the tokens of a control file and of all files that it includes, in the order in which
// monit reads them.
//
// An include may stand between any two tokens; in its place the stream returns the tokens of the
// included files. After kMostTokens tokens, the stream reports an error and ends, so that repeated
// includes come to an end. For one thread.
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

  /// Returns the next token, or the token that comes `ahead` tokens after the next token; `ahead`
  /// is 3 at most (not checked). The reference is valid until take().
  const Token& peek(std::size_t ahead = 0);
  /// Removes the next token from the stream and returns it; at the end, and for every later call, a
  /// token of kind end.
  Token take();

  /// Makes the stream record every token that is taken, and every include, in `tree`, which must
  /// outlive the stream.
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
