// Starts child processes, each of which runs this program for one further monit. With a process for
// each monit, a monit that does not answer delays no other monit, and no check of one monit gets
// into the plan of another monit.
//
// The first monit is the monit that a command without --monitrc is about; this process answers for
// it. Every other monit of the host whose checks monit-pkgmap suspends and resumes is a further
// monit (engine/facts/host_monits.hpp).
//
// For one thread.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "cli/options.hpp"
#include "engine/facts/host_monits.hpp"
#include "engine/system/process/child.hpp"
#include "engine/system/process/process.hpp"

namespace pkgmap::cli {

/// Sets Settings::state_directory in `options` to the state directory of the first monit. Before
/// the call, this setting is the outermost state directory. One monit of the host, not always the
/// first monit, has the outermost state directory; every other monit has a directory below it
/// (engine/facts/state_directories.hpp).
///
/// If `monits.first` is empty (no monit uses one of the usual control files), chooses a monit of
/// `monits.further`, moves it to `monits.first`, and sets Settings::monitrc to its control file.
/// The choice depends on the outermost state directory:
/// - A monit has it, and runs or has unfinished sessions there: this monit.
/// - The directory has unfinished sessions, but no monit of `monits.further` has it: no monit.
/// - Otherwise: the first in `monits.further` that runs.
///
/// If there is no monit to choose, changes neither argument: `monits.first` stays empty.
void choose_first(Options& options, HostMonits& monits);

/// What one child answered.
struct MonitAnswer {
  std::string control_file;
  int status = 0;  ///< Exit status of the child; that of ErrorCode::failed if there is no answer.
  /// What the child printed on standard output; perhaps only a beginning if there is no answer.
  std::string output;
  std::string errors;      ///< What the child printed on standard error.
  std::string why_none{};  ///< Why there is no answer, in one clause; empty if there is one.
};

class Children {
 public:
  /// Each child runs the program Settings::program of `options` with the environment of this
  /// process. If Options::transaction_text is set when start() is called, the child reads this text
  /// from its standard input. `options` must outlive this object.
  explicit Children(const Options& options) : options_(options) {}

  /// Starts a child for `monit`. `arguments` are the command and its options; start() adds the
  /// options that name the control file and the state directory of `monit`.
  ///
  /// A child gives no answer if it cannot start, has not ended after `within`, is killed by a
  /// signal, or prints more than 64 MiB; MonitAnswer::why_none then says why. answers() kills a
  /// child that still runs after `within`, but lets the child run on if `leaves` is true. If the
  /// caller never calls answers(), the child runs on, whatever `leaves` says.
  void start(const FurtherMonit& monit, std::vector<std::string> arguments,
             std::chrono::seconds within, bool leaves);
  /// Returns true if start() has not been called since the last call of answers(), or since the
  /// object was made.
  bool none() const { return started_.empty(); }

  /// Waits until every child has ended or has exceeded its time. Returns one answer for each call
  /// of start() since the object was made, in that order. The list belongs to this object.
  const std::vector<MonitAnswer>& answers();

 private:
  const Options& options_;
  ReapingChildren reaping_;
  std::vector<std::pair<MonitAnswer, Result<StartedProgram>>> started_;
  std::vector<MonitAnswer> answers_;
};

}  // namespace pkgmap::cli
