// The tokens of a control file with those of everything it includes, in the
// order in which monit reads them.
//
// An include may stand between any two tokens; whoever reads them does not see
// it. Bounded in the number of tokens: a file that is included over and over
// ends with a diagnostic.
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

  /// Both must outlive the stream.
  TokenStream(Includes& includes, Report& report) : includes_(includes), report_(report) {}

  /// The next token, or one behind it. Valid until take().
  const Token& peek(std::size_t ahead = 0);
  Token take();

  /// From now on everything that is taken is also written down. It must outlive the stream.
  void record(Tree& tree) { tree_ = &tree; }
  Tree* recorded() const { return tree_; }

  /// Where the token stands that take() gave last.
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
