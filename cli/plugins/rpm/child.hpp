// Runs monit-pkgmap and waits for its answer, for so long and no longer.
//
// The program is a process with a session of its own: a Ctrl-C is rpm's alone. It gets nothing
// from rpm, whose signal mask, ignored signals, umask and open descriptors would do it harm.
#pragma once

#include "cli/plugins/rpm/text.hpp"

enum class Ended {
  by_itself,
  by_a_signal,
  not_in_time,  ///< It goes on for itself.
  never_began,
};

struct Child {
  const char* program;           ///< An absolute path.
  const char* const* arguments;  ///< argv[0] first, null at the end.
  const Text* input;             ///< Its standard input; null: none.
  int seconds;                   ///< How long the answer is awaited.
  bool killed_when_late;
};

/// `answer` gets what the program prints on its standard output, 1 MiB at most.
Ended run(const Child& child, Text& answer);
