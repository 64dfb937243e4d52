// Runs monit-pkgmap and waits for its answer, for a bounded time.
//
// The program runs in a session of its own, so a Ctrl-C does not reach it. It inherits none of
// rpm's signal mask, ignored signals, umask and open descriptors. Never throws. For one thread.
#pragma once

#include "cli/plugins/rpm/text.hpp"

enum class Ended {
  by_itself,
  by_a_signal,
  not_in_time,  ///< The time was up: the program was killed, or left running.
  endless,      ///< The program wrote more than an answer may have, and was killed.
  never_began,
};

struct End {
  Ended how;
  int number = 0;  ///< The exit status, or the signal.
};

/// The time of one call, however often it starts the program.
struct Limit {
  explicit Limit(int whole);  ///< So many seconds from now on.
  bool over() const;

  int seconds;
  long long end;  ///< Milliseconds of the clock that nobody sets.
};

struct Child {
  const char* program;           ///< An absolute path.
  const char* const* arguments;  ///< argv[0] first, null at the end.
  const Text* input;             ///< Its standard input; null for an empty one.
  Limit limit;                   ///< How long run() waits.
  bool killed_when_late;         ///< Whether run() kills a late program, or leaves it running.
};

/// Puts the standard output of the program into `answer`, 1 MiB at most.
End run(const Child& child, Text& answer);
