// Reads the options of a command as getopt_long(3) does: `-u USER`, `-uUSER`, `-nu USER`,
// `--user USER`, `--user=USER`, `--us USER`.
//
// Pure: reads only `argv`, whose first word is the program. The views in a result point into `argv`
// and into the ValueOptions. Only rules/commands includes this file.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap::rules {

/// The options of a program that take a value. Every other option counts as one without a value,
/// unless a '=' follows its name.
struct ValueOptions {
  std::string_view letters;  ///< "ug" for `-u USER` and `-g GROUP`.
  std::string_view names;    ///< "user group" for `--user USER` and `--group GROUP`.
  /// Names of options without a value with which another name begins: "start" beside "startas".
  std::string_view flags = {};
};

/// An option of a command.
struct OptionWord {
  std::string_view name;                  ///< Without dashes: "u", "user".
  std::optional<std::string_view> value;  ///< nullopt without a value.
  std::size_t next = 0;                   ///< Number of the word behind the option and its value.
};

/// The words of a command, told apart.
struct OptionWords {
  std::vector<OptionWord> options;    ///< In the order of the words.
  std::vector<std::size_t> operands;  ///< Numbers of the other words, without the first "--".

  /// Returns the last option with one of these names; null if there is none.
  const OptionWord* find(std::initializer_list<std::string_view> names) const;
  /// Returns the value of the last option with one of these names; nullopt without such an option
  /// or without its value.
  std::optional<std::string_view> value_of(std::initializer_list<std::string_view> names) const;
};

/// Reads options from the word with the number `from` up to the first other word. That word, and
/// every word behind it, is an operand.
OptionWords options_before_operands(const std::vector<std::string>& argv,
                                    const ValueOptions& with_value, std::size_t from = 1);

/// Reads options from the word with the number `from` up to "--", also behind other words.
OptionWords options_among_operands(const std::vector<std::string>& argv,
                                   const ValueOptions& with_value, std::size_t from = 1);

}  // namespace pkgmap::rules
