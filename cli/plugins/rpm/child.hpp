// Runs monit-pkgmap and waits for its answer, for a bounded time.
//
// The program runs in a session of its own (setsid(2)), so a Ctrl-C does not reach the program. The
// program inherits no signal mask, ignored signal, umask or open descriptor of rpm. Its environment
// has HOME and MONIT_PKGMAP of rpm, and fixed values of PATH and LC_ALL. Its working directory is
// `/`, its standard error /dev/null. Never throws. For one thread.
#pragma once

#include "cli/plugins/rpm/text.hpp"

/// Why run() returned.
enum class Ended {
  by_itself,    ///< The program has exited; the answer is complete.
  by_a_signal,  ///< A signal killed the program; the answer may be cut off.
  not_in_time,  ///< The time was up: run() has killed the program, or has left it running.
  endless,      ///< The program wrote more than 1 MiB, and run() has killed the program.
  never_began,  ///< No pipe or process could be made, or the program could not be executed.
};

/// How the program ended.
struct End {
  Ended how;
  /// The exit status with by_itself, the signal with by_a_signal; else without meaning.
  int number = 0;
};

/// The time that one call of rpm's hook may take, even if the hook starts the program twice.
struct Limit {
  explicit Limit(int whole);  ///< `whole` seconds from now on.
  bool over() const;          ///< Returns whether the time is up.

  int seconds;    ///< As given to the constructor.
  long long end;  ///< In milliseconds of CLOCK_MONOTONIC.
};

struct Child {
  const char* program;           ///< An absolute path.
  const char* const* arguments;  ///< argv[0] first, null at the end.
  const Text* input;             ///< Its standard input; null for an empty one.
  Limit limit;                   ///< How long run() waits.
  bool killed_when_late;         ///< True: run() kills a late program; false: leaves it running.
};

/// Runs the program, and replaces `answer` by its standard output, 1 MiB at most and without a zero
/// byte at the end. The output is complete only if the program has ended by_itself. Waits until the
/// limit is over, and up to 2 s more for the end of a program that run() has killed. If run()
/// leaves a program running, nobody reads its output any more; a later run() fetches its exit
/// status (waitpid(2)).
End run(const Child& child, Text& answer);
