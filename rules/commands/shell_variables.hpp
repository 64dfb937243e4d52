// The variables of a shell text, as far as the text itself says their values: `for s in a b; do …`,
// `S=a; …`, `sh -c '…$1…' sh a`.
//
// A value, without a shell: a variable that the text does not set stays as it is written, and so
// does one with too long a value. Needs time in proportion to the text, and little memory. Private
// to rules/commands.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "rules/commands/run_command.hpp"

namespace pkgmap::rules {

/// Stands for a '$' that is no variable, since quotes or a backslash protect it.
inline constexpr char kLiteralDollar = '\x02';

/// Whether the word sets a variable: "A=value".
bool is_assignment(std::string_view word);

class ShellVariables {
 public:
  /// `arguments` are $0, $1, …
  explicit ShellVariables(const Words& arguments);

  /// Notes an assignment `A=value` with its replaced value.
  void assign(std::string_view assignment);
  /// Notes the variable of `for A in word…`; returns false if the words are no such loop.
  bool begin_loop(const Words& words);

  /// Returns the words with variables replaced: one list for each value that a loop gives, at most
  /// kMostCommands lists, never none.
  std::vector<Words> replaced(const Words& words) const;

  static constexpr std::size_t kMostCommands = 64;

 private:
  void set(std::string name, Words values);

  std::map<std::string, Words, std::less<>> values_;
  std::size_t bytes_ = 0;  ///< Of all values.
};

}  // namespace pkgmap::rules
