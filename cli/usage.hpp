// What is said about a command line that is wrong: what, and the nearest right word. Pure.
#pragma once

#include <string>
#include <vector>

#include "engine/system/result.hpp"

namespace pkgmap::cli {

/// The words that a command line may hold.
struct Vocabulary {
  std::vector<std::string> commands;
  std::vector<std::string> options;  ///< With their dashes; those of the command in question too.
};

/// `hint`: empty gives the way to the help of `command`, or of the program when that is empty.
Error usage_error(std::string message, std::string hint = {}, const std::string& command = {});

Error no_command(const Vocabulary& words);
/// `command`: the one in front of the word; empty: the word stands where a command should.
Error unknown_word(const std::string& word, const std::string& command, const Vocabulary& words);

}  // namespace pkgmap::cli
