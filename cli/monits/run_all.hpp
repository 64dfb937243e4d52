// `run` for several monits: suspends and resumes the checks of the further monits, each by a child
// process (children.hpp). The caller does the same for the first monit in this process.
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
  /// Finds the monits of the host, and lets choose_first() change `options`. If a further monit
  /// runs, sets Settings::new_session, so that the sessions of all monits have one id, and reads
  /// the transaction into Options::transaction_text if --transaction is given. `options` must
  /// outlive this object. Without a further monit that runs, the other functions have no effect.
  explicit RunElsewhere(Options& options);

  /// Starts children that suspend the checks of `transaction`. `pid` is the package manager: the
  /// guards watch this process. Returns without waiting.
  void begin_suspending(const Transaction& transaction, int pid);
  /// Waits 36 s at most for the children of begin_suspending(), and prints their messages. Returns
  /// false if the policy of one monit ends the transaction (`on_error: abort`): the caller must not
  /// run the command then.
  bool await_suspended(const Screen& screen);
  /// Returns whether no further monit began a session or had a message. Call it after
  /// await_suspended().
  bool did_nothing() const { return did_nothing_; }
  /// Starts children that resume the sessions that await_suspended() has found.
  void begin_resuming();
  /// Waits 10 min at most for the children of begin_resuming(), and prints their messages.
  void await_resumed(const Screen& screen);

 private:
  /// Waits for the children, prints the messages of their answers, and returns the answers as JSON,
  /// in the order of start(); empty if no child was started.
  std::vector<Json> await(const Screen& screen);

  Options& options_;
  std::vector<FurtherMonit> monits_;
  std::vector<std::pair<FurtherMonit, std::string>> sessions_;
  std::unique_ptr<Children> children_;
  bool did_nothing_ = true;
};

}  // namespace pkgmap::cli
