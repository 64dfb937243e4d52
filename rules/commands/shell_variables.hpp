// Keeps the variables of a shell text whose values the text itself sets: `for s in a b; do …`,
// `S=a; …`, `sh -c '…$1…' sh a`.
//
// Runs no shell. A variable that the text does not set, or whose value is too long, stays in the
// text as it is written. Takes time linear in the length of the text. Only rules/commands includes
// this file. For one thread.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "rules/commands/run_command.hpp"

namespace pkgmap::rules {

/// Stands in a word for a '$' that begins no variable, since quotes or a backslash protect the '$'.
/// The caller writes this byte in place of such a '$', and turns the byte into '$' again at the
/// end; replaced() leaves the byte as it is.
inline constexpr char kLiteralDollar = '\x02';

/// Returns whether the word sets a variable: "A=value".
bool is_assignment(std::string_view word);

class ShellVariables {
 public:
  /// `arguments` are $0, $1, …
  explicit ShellVariables(const Words& arguments);

  /// Keeps the assignment `A=value`, with the variables in the value replaced. Forgets A if the
  /// value is too long.
  void assign(std::string_view assignment);
  /// Keeps the values of the variable in `for A in word…`, without values that are too long.
  /// Returns whether the first word is `for`; changes no variable if the rest has another form.
  bool begin_loop(const Words& words);

  /// Returns the words with their variables replaced: one list for each value of a loop's variable,
  /// or for each combination of the values of several. Without a loop's variable, returns one list;
  /// without any variable, `words` unchanged. Returns at most kMostCommands lists.
  std::vector<Words> replaced(const Words& words) const;

  static constexpr std::size_t kMostCommands = 64;

 private:
  void set(std::string name, Words values);

  std::map<std::string, Words, std::less<>> values_;
  std::size_t bytes_ = 0;  ///< Sum of the lengths of all values.
};

}  // namespace pkgmap::rules
