// Finds the secrets in a text by the rules of mask_rules.hpp, in one pass. Only mask.cpp and the
// other sources of the class include this file. For one thread.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "parsers/source/ascii.hpp"
#include "parsers/source/mask.hpp"
#include "parsers/source/mask_rules.hpp"

namespace pkgmap::mask {

/// An option that takes a secret, of the program that the present command runs.
struct KnownOption {
  const SecretOption* rule;
  std::size_t plain_until;  ///< No argument that begins before this byte is a secret.
};

/// What a text is.
enum class Kind {
  control_file,
  command,  ///< The arguments of a command, separated by NUL bytes.
};

class Scanner {
 public:
  Scanner(std::string_view text, Kind kind) : text_(text), kind_(kind) {}

  /// Returns the secrets, not sorted; ranges may overlap. Takes time linear in the text. The caller
  /// calls run() once.
  std::vector<ByteRange> run();

 private:
  void step();
  void run_of_bytes();
  void name(std::size_t begin, std::size_t run_end);
  bool named_value(std::size_t begin);
  void keyword(std::size_t begin);
  void note_word(std::string_view run);
  void quote();
  void option(std::size_t begin, std::size_t run_end);
  void hide_argument(KnownOption& option, std::size_t argument, std::size_t run_end);
  void note_program(std::size_t begin, std::size_t run_end);
  bool ends_command(std::string_view word) const;
  void begin_argument(std::size_t begin);
  void hide_user_info(std::size_t begin, std::size_t end);
  void hide_unfinished_user_info(std::size_t begin, std::size_t end);
  void hide_path(std::size_t begin, std::size_t end);
  void hide_after(Reach reach);
  std::size_t begin_of_open_keyword(std::size_t begin, std::size_t end) const;
  void hide_next_word(std::size_t at);
  void hide(std::size_t begin, std::size_t end);

  std::size_t end_of_value(std::size_t at, std::string_view ends) const;
  std::size_t end_of_header(std::size_t at, std::size_t name) const;
  std::size_t end_of_run(std::size_t at) const;
  std::size_t end_of_statement(std::size_t at) const;
  std::size_t line_end(std::size_t at) const;
  std::size_t line_end_outside_quotes(std::size_t at) const;
  std::size_t skip_blanks(std::size_t at, std::string_view extra) const;
  bool is_statement(std::size_t word) const;
  std::size_t closing_quote(std::size_t begin) const;
  bool is_marked(std::size_t value) const;
  bool is_quoted(std::size_t begin, std::size_t quote) const;
  Place place_of(std::size_t word, bool quoted) const;
  bool is_whole_argument(std::size_t at) const;

  char end_of_line() const { return kind_ == Kind::command ? '\0' : '\n'; }

  std::string_view text_;
  Kind kind_;
  std::size_t at_ = 0;
  std::size_t run_ = 0;  ///< Where the present run of bytes without blanks begins.
  bool comment_ = false;
  bool in_query_ = false;  ///< The present run had a '?' before at_.
  /// The command names a shell; the text that the shell runs has not come yet.
  bool after_shell_ = false;
  bool after_quote_ = false;  ///< A quote stands between the last program and at_.
  /// Where the text of `sh -c` that at_ is in begins; kNowhere outside such a text.
  std::size_t script_ = kNowhere;
  std::size_t command_end_ = 0;   ///< Where the string of the command that at_ is in ends.
  bool may_be_name_ = false;      ///< The present run may be a name.
  bool was_name_ = false;         ///< The last run may have been a name.
  bool is_check_name_ = false;    ///< The present run is the name of a check.
  std::string_view word_before_;  ///< The last whole run.
  // The options of every program in this command, since a host or a file may be called like one.
  std::vector<KnownOption> options_;
  std::vector<ByteRange> found_;
};

}  // namespace pkgmap::mask
