// Errors for a wrong command line, with the nearest correct word. Pure.
#pragma once

#include <string>
#include <vector>

#include "engine/system/result.hpp"

namespace pkgmap::cli {

/// The words that a command line may have: commands and options.
struct Vocabulary {
  std::vector<std::string> commands;
  /// With dashes ("--root", "-v"): the options that every command has, and those of the command on
  /// the command line, if it has one.
  std::vector<std::string> options;
};

/// Returns an Error with ErrorCode::usage. In place of an empty `hint` the Error names the help of
/// `command`, or of the program if `command` is empty.
Error usage_error(std::string message, std::string hint = {}, const std::string& command = {});

/// Returns the Error for a command line without a command; its hint lists the commands.
Error no_command(const Vocabulary& words);
/// Returns the Error for `word`, which the command line may not have. `command` is the command of
/// the command line; empty if there is none. The word is a wrong option if it begins with a dash;
/// else a wrong argument, or a wrong command if `command` is empty.
Error unknown_word(const std::string& word, const std::string& command, const Vocabulary& words);

}  // namespace pkgmap::cli
