// What every part of the grammar needs: the tokens, a place for the answer, and
// the ways to expect something and to complain.
//
// A function that reads a statement gets a Parser whose next token is the
// statement's first. It gives false when it could not go on; it has then said
// why, and recover() finds the next statement. Not for threads.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/monitrc/model/model.hpp"
#include "parsers/monitrc/model/options.hpp"
#include "parsers/monitrc/model/version.hpp"
#include "parsers/monitrc/statements/token_stream.hpp"
#include "parsers/monitrc/words/report.hpp"

namespace pkgmap::monitrc {

/// A name after `depends on`: where it stands and whose it is.
struct Reference {
  std::size_t check = 0;  ///< Number in ControlFile::checks.
  std::size_t name = 0;   ///< Number in Check::depends_on.
  Span span;
};

class Parser {
 public:
  /// All must outlive the parser.
  Parser(TokenStream& stream, Report& to, const ParseOptions& with, ControlFile& into)
      : report(to), options(with), file(into), tokens_(stream) {}

  Report& report;
  const ParseOptions& options;
  ControlFile& file;
  std::vector<Reference> references;
  Span init_span;  ///< `init` of `set init`.
  Token log_file;  ///< The last that was set, which monit opens; its kind is end when none is.
  /// What the next port test, ping or M/Monit gets that says no timeout. monit takes the limit when
  /// it has read the one before, so `set limits` comes too late for the first one behind it.
  struct NextTimeouts {
    int port_ms = Limits().network_timeout_ms;
    int ping_ms = Limits().network_timeout_ms;
    int mmonit_ms = Limits().network_timeout_ms;
  } next_timeouts;
  std::string ping_address;  ///< Of the last ping: monit takes it for those that name none, too.

  const Token& peek(std::size_t ahead = 0) { return tokens_.peek(ahead); }
  Token take() { return tokens_.take(); }
  bool at(Keyword word) { return peek().is(word); }
  bool at(TokenKind kind) { return peek().kind == kind; }
  bool accept(Keyword word);
  bool accept(char symbol);

  bool at_word(std::string_view lower_case);
  bool accept_word(std::string_view lower_case);
  /// "expected WHAT, got …"; always false.
  bool fails(const char* what, std::string hint = {});

  /// Expects a string where monit wants one; an absolute path is none. Numbers and words that
  /// monit reserves are errors, but taken all the same. `what`: "a password", "a host name".
  bool string(const char* what, std::string& into);
  /// Expects a string or an absolute path.
  bool text(const char* what, std::string& into);
  /// Expects a user or group: a string or a number.
  bool name_or_id(const char* what, std::string& into);
  /// Expects an absolute path.
  bool path(std::string& into);
  /// Expects a whole number and reads it as monit does, which keeps the lowest 32 bits.
  bool number(const char* what, int& into);

  /// Takes a list in brackets, and the like.
  bool accept_block();

  /// Would monit find what the token names on the host? An error if not.
  void ask_host(HostQuestion question, const Token& token, const std::string& name);
  /// The construct came with some version of monit: an error for an older one.
  void uses(Feature feature, Span span);

  /// From `begin` to the token that was taken last.
  Span since(Span begin) const;

  /// A statement that belongs to no check, or to the last one, begins at token number `first`.
  std::size_t tokens_taken() const;
  void note_statement(Keyword keyword, std::size_t first, bool is_in_check);

  /// May the next token begin a statement?
  bool at_statement();
  /// Goes to `check`, `set`, or a statement that begins a line.
  void recover();

 private:
  TokenStream& tokens_;
};

}  // namespace pkgmap::monitrc
