// Errors for a wrong command line, with the nearest correct word. Pure.
#pragma once

#include <string>
#include <vector>

#include "engine/system/result.hpp"

namespace pkgmap::cli {

/// The words that a command line may have.
struct Vocabulary {
  std::vector<std::string> commands;
  std::vector<std::string>
      options;  ///< With dashes: those of every command and of the given command.
};

/// Returns an Error with ErrorCode::usage. An empty `hint` becomes a pointer to the help of
/// `command`; an empty `command` stands for the program.
Error usage_error(std::string message, std::string hint = {}, const std::string& command = {});

/// Returns the Error for a command line without a command; its hint lists the commands.
Error no_command(const Vocabulary& words);
/// Returns the Error for a word that the command line may not have: an option if the word begins
/// with a dash, else an argument, or a command if `command` is empty. `command` is the command that
/// the command line has; empty if it has none.
Error unknown_word(const std::string& word, const std::string& command, const Vocabulary& words);

}  // namespace pkgmap::cli
