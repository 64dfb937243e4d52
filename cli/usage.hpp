// Errors for a wrong command line, with the nearest correct word. Pure.
#pragma once

#include <string>
#include <vector>

#include "engine/system/result.hpp"

namespace pkgmap::cli {

/// The words that a command line may have.
struct Vocabulary {
  std::vector<std::string> commands;
  std::vector<std::string> options;  ///< With their dashes; also those of the command in question.
};

/// An empty `hint` becomes a pointer to the help of `command`, or of the program if that is empty.
Error usage_error(std::string message, std::string hint = {}, const std::string& command = {});

Error no_command(const Vocabulary& words);
/// `command` is the command before the word; empty if the word stands in the place of a command.
Error unknown_word(const std::string& word, const std::string& command, const Vocabulary& words);

}  // namespace pkgmap::cli
