// Runs a program and waits for it; never through a shell.
//
// The program gets an empty standard input (or one that is handed on, or a text), no other
// descriptor of ours, its own process group or session, a clean environment (PATH, HOME, LC_ALL=C)
// unless another is given, and default signals. One thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "engine/system/result.hpp"

namespace pkgmap {

struct ProcessResult {
  int exit_status = 0;      ///< Of exit(3); meaningless when a signal ended it.
  int signal = 0;           ///< What ended it; 0 when it ended itself.
  bool timed_out = false;   ///< It was killed, with its process group, or left alone.
  std::string output;       ///< Standard output and error together, as written.
  std::string errors;       ///< Standard error, when that was wanted apart.
  bool output_cut = false;  ///< There was more than `max_output`; the rest was read and dropped,
                            ///< or the program was killed.

  bool succeeded() const { return exit_status == 0 && signal == 0 && !timed_out; }
};

struct ProcessLimits {
  std::chrono::milliseconds timeout{20'000};
  std::size_t max_output = 64U << 10U;  ///< Bytes, of each stream.
  int input = -1;                       ///< Standard input; -1: an empty one.
  std::optional<std::string> text{};    ///< Standard input is a socket on which this comes.
  bool errors_apart = false;
  std::vector<std::string> environment{};  ///< "NAME=value"; empty: the clean one.
  bool own_session = false;                ///< A Ctrl-C on our terminal is none of its business.
  bool leave = false;                      ///< When time is up it goes on by itself.
  bool end_when_cut = false;               ///< It is killed when it writes more than `max_output`.
};

/// `argv[0]` is the path of the program; PATH is not searched. The Error says that it could not be
/// started.
Result<ProcessResult> run_process(const std::vector<std::string>& argv,
                                  const ProcessLimits& limits = {});

}  // namespace pkgmap
