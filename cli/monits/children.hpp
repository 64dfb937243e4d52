// Child processes of this program, one for each further monit: a monit that does not answer then
// holds up no other, and no check of one monit gets into the plan of another.
//
// For one thread.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "cli/options.hpp"
#include "engine/facts/host_monits.hpp"
#include "engine/system/process/process.hpp"
#include "engine/system/process/spawn.hpp"

namespace pkgmap::cli {

/// Gives the options the state directory of the first monit. If the host has no monit at the usual
/// places, makes one of those that run the first one: the options then name it.
void choose_first(Options& options, HostMonits& monits);

/// What the program answered for one monit.
struct MonitAnswer {
  std::string control_file;
  int status = 0;          ///< Its exit status; that of ErrorCode::failed if there is no answer.
  std::string output;      ///< On standard output.
  std::string errors;      ///< On standard error.
  std::string why_none{};  ///< Why there is no answer, in one clause; empty if there is one.
};

class Children {
 public:
  /// Passes the environment of this process on, and of the options those that concern every monit
  /// and that `arguments` of start() need not have.
  explicit Children(const Options& options) : options_(options) {}

  /// Starts the program with these arguments for this monit. A child that has not ended after this
  /// time has no answer; then `leaves` says whether it runs on, else it is killed.
  void start(const FurtherMonit& monit, std::vector<std::string> arguments,
             std::chrono::seconds within, bool leaves);
  bool none() const { return started_.empty(); }

  /// Waits for all of them. The answers are in the order of start(); a second call returns the same
  /// answers.
  const std::vector<MonitAnswer>& answers();

 private:
  const Options& options_;
  ReapingChildren reaping_;
  std::vector<std::pair<MonitAnswer, Result<StartedProgram>>> started_;
  std::vector<MonitAnswer> answers_;
};

}  // namespace pkgmap::cli
