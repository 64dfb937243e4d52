// `run` for several monits: suspends and resumes the checks of the monits beside the first one.
//
// For one thread.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/monits/children.hpp"
#include "cli/options.hpp"
#include "cli/screen.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap::cli {

class RunElsewhere {
 public:
  /// Finds the monits. If there are several, `options` get the place of the first one, and the id
  /// of the session. `options` must outlive this object.
  explicit RunElsewhere(Options& options);

  /// Begins to suspend; the process `pid` is the package manager.
  void begin_suspending(const Transaction& transaction, int pid);
  /// Waits, and prints what was done. Returns false if the policy wants the command not to run.
  bool await_suspended(const Screen& screen);
  /// Whether no monit had a check to suspend, or trouble with one. After await_suspended().
  bool did_nothing() const { return did_nothing_; }
  void begin_resuming();
  void await_resumed(const Screen& screen);

 private:
  /// Prints the messages of the answers and returns the answers as JSON.
  std::vector<Json> await(const Screen& screen);

  Options& options_;
  std::vector<FurtherMonit> monits_;
  std::vector<std::pair<FurtherMonit, std::string>> sessions_;
  std::unique_ptr<Children> children_;
  bool did_nothing_ = true;
};

}  // namespace pkgmap::cli
