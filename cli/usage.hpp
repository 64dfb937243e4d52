// Errors for a wrong command line, with the nearest correct word. Pure.
#pragma once

#include <string>
#include <vector>

#include "engine/system/result.hpp"

namespace pkgmap::cli {

/// The words that a command line may have: commands and options.
struct Vocabulary {
  std::vector<std::string> commands;  ///< Without hidden commands, such as `guard`.
  /// With dashes ("--root", "-v"): the options that every command has, and the options of the
  /// command, if the command line has a command.
  std::vector<std::string> options;
};

/// Returns an Error with ErrorCode::usage. In place of an empty `hint` the Error names the help of
/// `command`, or of the program if `command` is empty.
Error usage_error(std::string message, std::string hint = {}, const std::string& command = {});

/// Returns the Error for a command line without a command; its hint lists the commands.
Error no_command(const Vocabulary& words);
/// Returns the Error for `word`, which the command line may not have. `command` is the command of
/// the command line; empty if there is none. A word with a dash before other characters is a wrong
/// option. Any other word is a wrong argument of `command`, or a wrong command if `command` is
/// empty. For an option or command the hint names the nearest correct word, if one is near.
Error unknown_word(const std::string& word, const std::string& command, const Vocabulary& words);

}  // namespace pkgmap::cli
