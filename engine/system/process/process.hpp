// Runs a program and waits for it; never uses a shell.
//
// The program gets an empty standard input (or a descriptor, or a text), no other descriptor of
// this process, its own process group or session, the environment PATH, HOME and LC_ALL=C unless
// the caller gives another environment, and default signals. For one thread.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/system/result.hpp"

namespace pkgmap {

struct ProcessResult {
  int exit_status = 0;  ///< The status of exit(3); 0 if a signal ended the program.
  int signal = 0;       ///< The signal that ended the program; 0 if none did.
  /// Whether the time was up. The program and its process group were then killed; with
  /// ProcessLimits::leave, they were left running, and the other members say what happened until
  /// then.
  bool timed_out = false;
  std::string output;  ///< Standard output and, unless errors_apart, standard error, as written.
  std::string errors;  ///< Standard error if errors_apart; else empty.
  /// Whether a stream is not complete: the program wrote more than `max_output`, or its output
  /// could not be read. The rest was dropped. With ProcessLimits::end_when_cut, the program was
  /// killed.
  bool output_cut = false;

  /// Returns whether the program ended in time with the exit status 0.
  bool succeeded() const { return exit_status == 0 && signal == 0 && !timed_out; }
};

struct ProcessLimits {
  std::chrono::milliseconds timeout{20'000};  ///< From the start of the program.
  std::size_t max_output = 64U << 10U;        ///< Bytes that are kept of each stream.
  int input = -1;  ///< Standard input, which stays the caller's; -1 for an empty one.
  std::optional<std::string> text{};  ///< If set, the program reads this text from its standard
                                      ///< input, a socket; `input` has no effect.
  /// Puts standard error into ProcessResult::errors and not into ProcessResult::output.
  bool errors_apart = false;
  std::vector<std::string> environment{};  ///< "NAME=value"; empty: PATH, HOME and LC_ALL=C.
  /// The program gets a session of its own, so that Ctrl-C on the terminal does not reach it.
  /// False: a process group of its own.
  bool own_session = false;
  bool leave = false;  ///< When the time is up, the program is left running; nobody reads its
                       ///< output any more.
  bool end_when_cut = false;  ///< Kills the program when it writes more than `max_output`.
};

/// Runs the program, and waits until it ends or its time is up. `argv[0]` is its path; PATH is not
/// used. Fails if the program cannot be started; a program that ends badly is no failure.
Result<ProcessResult> run_process(const std::vector<std::string>& argv,
                                  const ProcessLimits& limits = {});

struct StartedParts;

/// A program that start_program() has started and that the caller awaits later, so that several
/// programs run at the same time. Until await(), the program does not get ProcessLimits::text, and
/// it blocks once its output has filled a pipe. For one thread, which must have a ReapingChildren
/// (child.hpp) from start_program() to the end of await().
class StartedProgram {
 public:
  StartedProgram(StartedProgram&&) noexcept;
  StartedProgram& operator=(StartedProgram&&) noexcept;
  /// Does not end the program if it still runs; its time limit then has no effect.
  ~StartedProgram();

  /// Waits until the program ends, or until its time is up, which counts from its start. The caller
  /// calls await() once.
  ProcessResult await();

 private:
  friend Result<StartedProgram> start_program(const std::vector<std::string>& argv,
                                              const ProcessLimits& limits);
  explicit StartedProgram(std::unique_ptr<StartedParts> parts);

  std::unique_ptr<StartedParts> parts_;
};

/// Starts the program as run_process() does, and returns without waiting for its end. Fails if the
/// program cannot be started.
Result<StartedProgram> start_program(const std::vector<std::string>& argv,
                                     const ProcessLimits& limits);

}  // namespace pkgmap
