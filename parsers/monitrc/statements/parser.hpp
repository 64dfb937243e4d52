// The state of one parse: the remaining tokens, the result so far, and functions that take the next
// tokens or report mistakes.
//
// All functions that read a statement keep one contract. The caller calls such a function when the
// first token of the statement comes next. The function returns false, after reporting an error, if
// it could not read on; recover() then goes to the next statement. A function that returns true may
// have reported errors, too. A Parser serves one parse and one thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "parsers/monitrc/model/model.hpp"
#include "parsers/monitrc/model/options.hpp"
#include "parsers/monitrc/model/version.hpp"
#include "parsers/monitrc/statements/token_stream.hpp"
#include "parsers/monitrc/words/report.hpp"

namespace pkgmap::monitrc {

/// The place of a name behind `depends on`, and the check that has this statement.
struct Reference {
  std::size_t check = 0;  ///< Index in ControlFile::checks.
  std::size_t name = 0;   ///< Index in Check::depends_on.
  Span span;
};

class Parser {
 public:
  /// The arguments must outlive the parser.
  Parser(TokenStream& stream, Report& to, const ParseOptions& with, ControlFile& into)
      : report(to), options(with), file(into), tokens_(stream) {}

  Report& report;
  const ParseOptions& options;
  ControlFile& file;
  /// The names behind every `depends on`, in the order of reading.
  std::vector<Reference> references;
  /// The word `mmonit` of the first `set mmonit`; nullopt if there is none.
  std::optional<Span> mmonit_span;
  Token id_file;  ///< The path of the last `set idfile`; of kind end if there is
                  ///< none.
  /// The word `init` of `set init`; has a meaning only if ControlFile::is_init is true.
  Span init_span;
  Token log_file;  ///< The path of the last `set log`, which monit opens; of kind end if there is
                   ///< none, or if the last `set log` names syslog.
  /// The timeouts of the next port test, ping and M/Monit, if the control file gives no timeout.
  /// monit takes each timeout from the limits as soon as it has read the previous statement of the
  /// same kind, so a `set limits` between two such statements does not count for the second.
  struct NextTimeouts {
    int port_ms = Limits().network_timeout_ms;
    int ping_ms = Limits().network_timeout_ms;
    int mmonit_ms = Limits().network_timeout_ms;
  } next_timeouts;
  std::string ping_address;  ///< The source address of the last ping; monit also uses it for later
                             ///< pings without an address.

  /// Patterns that judge_pattern() found right (pattern_syntax.hpp).
  std::unordered_set<std::string> patterns;

  /// peek() and take() are those of TokenStream.
  const Token& peek(std::size_t ahead = 0) { return tokens_.peek(ahead); }
  Token take() { return tokens_.take(); }
  /// Returns whether the next token is this keyword, or of this kind.
  bool at(Keyword word) { return peek().is(word); }
  bool at(TokenKind kind) { return peek().kind == kind; }
  /// Takes the next token if it is this keyword, or this symbol, and returns whether it was.
  bool accept(Keyword word);
  bool accept(char symbol);

  /// Do what at() and accept() do, for an unquoted word with the text `lower_case`, ignoring the
  /// case of the word.
  bool at_word(std::string_view lower_case);
  bool accept_word(std::string_view lower_case);
  /// Reports the error "expected WHAT, got …" at the next token. Always returns false, so that a
  /// caller can return the result.
  bool fails(const char* what, std::string hint = {});

  // Each of the next five functions takes the next token and sets `into` to its value. If a token
  // comes next that the comment of the function does not name, the function reports an error,
  // leaves the token and `into` as they are, and returns false. `what` completes the message: "a
  // password", "a host name".

  /// Reads a string (is_string()) into `into`. If a number, a URL, a mail address or another word
  /// (but no word that begins a statement, and not `then`) comes next, reports an error, but reads
  /// this token and returns true.
  bool string(const char* what, std::string& into);
  /// Does what string() does; also accepts an absolute path.
  bool text(const char* what, std::string& into);
  /// Does what string() does, for a user or a group; also accepts a number.
  bool name_or_id(const char* what, std::string& into);
  /// Reads an absolute path into `into`. If another string comes next, reports an error, but reads
  /// this string and returns true.
  bool path(std::string& into);
  /// Reads a whole number into `into`. Keeps only its lowest 32 bits, as monit does, and reports a
  /// warning if that changes the number.
  bool number(const char* what, int& into);

  /// Takes the next token if it is of TokenKind::block, and returns whether it was.
  bool accept_block();

  /// Reports an error at `token` if the host does not have `name`, the value of the token; no error
  /// without ParseOptions::host. The caller does not pass HostQuestion::server_key, whose message
  /// must be about owner and mode of the file.
  void ask_host(HostQuestion question, const Token& token, const std::string& name);
  /// Reports a warning with this message and hint if the host does not have the file `path`; no
  /// warning without ParseOptions::host.
  void ask_host_or_warn(HostQuestion question, Span span, const std::string& path,
                        const std::string& message, const std::string& hint);
  /// Reports if monit cannot execute the program `path`: an error if `is_needed` is true or
  /// ParseOptions has version 5.26 or earlier, else a warning. A relative path begins at monit's
  /// working directory. No report without ParseOptions::host.
  void ask_host_for_program(Span span, std::string path, bool is_needed);
  /// Reports an error if the version of ParseOptions does not know the construct at `span`. Without
  /// a version, reports a note if the construct came after kComparedVersion.
  void uses(Feature feature, Span span);
  /// If the version of ParseOptions refuses the construct at `span`, reports an error and returns
  /// true; else returns false.
  bool refuses(Refusal refusal, Span span);
  /// Returns a clause that says which versions refuse the construct; empty if ParseOptions has a
  /// version.
  std::string later_refusal(Refusal refusal) const;

  /// Returns the span from `begin` to the token that was taken last; `begin` alone if the last
  /// token is in another text.
  Span since(Span begin) const;

  /// Returns how many tokens were taken so far, as far as the tree (words/tree.hpp) has them; 0
  /// without a tree.
  std::size_t tokens_taken() const;
  /// Adds a statement to the tree: the tokens from number `first` to the token that was taken last.
  /// The statement belongs to the last check if `is_in_check` is true. No effect without a tree.
  void note_statement(Keyword keyword, std::size_t first, bool is_in_check);

  /// Returns whether the next token can begin a statement.
  bool at_statement();
  /// For use after a mistake: takes tokens until `check`, `set`, a statement at the beginning of a
  /// line, or the end comes next.
  void recover();

 private:
  TokenStream& tokens_;
};

}  // namespace pkgmap::monitrc
