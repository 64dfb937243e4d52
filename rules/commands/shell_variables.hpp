// The variables of a shell text, as far as the text itself says their values: `for s in a b; do …`,
// `S=a; …`, `sh -c '…$1…' sh a`.
//
// A value, without a shell: a variable that the text does not set stays as it is written. Private
// to rules/commands.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap::rules {

/// Stands for a '$' that is no variable, since quotes or a backslash protect it.
inline constexpr char kLiteralDollar = '\x02';

class ShellVariables {
 public:
  /// `arguments` are $0, $1, …
  explicit ShellVariables(const std::vector<std::string>& arguments);

  /// Notes an assignment `A=value` with its replaced value.
  void assign(std::string_view assignment);
  /// Notes the variable of `for A in word…`; returns false if the words are no such loop.
  bool begin_loop(const std::vector<std::string>& words);

  /// Returns the words with variables replaced: one list for each value that a loop gives, at most
  /// kMostCommands lists, never none.
  std::vector<std::vector<std::string>> replaced(const std::vector<std::string>& words) const;

  static constexpr std::size_t kMostCommands = 64;

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

}  // namespace pkgmap::rules
