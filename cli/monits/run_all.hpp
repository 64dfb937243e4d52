// Does for the further monits what `run` does: suspends and resumes their checks, by a child
// process for each monit (children.hpp). The caller does the same for the first monit in this
// process.
//
// The first monit is the monit that a command without --monitrc is about; every other monit of the
// host is a further monit. For one thread. The destructor waits for no child and ends none.
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
  /// Finds the monits of the host, and makes `options` those of the first monit (choose_first(),
  /// children.hpp). `options` must outlive this object.
  ///
  /// If a further monit runs, sets Settings::new_session, so that the sessions of all monits have
  /// one id, and reads the text that --transaction names into Options::transaction_text. If this
  /// text cannot be read, transaction_text stays nullopt, and the caller gets the Error when it
  /// reads the text itself.
  ///
  /// If no further monit runs, the other functions start no child and print no message;
  /// await_suspended() and did_nothing() return true.
  explicit RunElsewhere(Options& options);

  /// Starts children that suspend the checks of `transaction`. Sets Options::transaction_text to
  /// text_of(transaction) if it is not set. `pid` is the package manager: the guards watch this
  /// process. Returns without waiting.
  void begin_suspending(const Transaction& transaction, int pid);
  /// Waits 36 s at most for the children of begin_suspending(), and prints their messages. Returns
  /// false if the policy ends the transaction for one of these monits (`on_error: abort`): the
  /// caller must not run the command then. Else returns true, even if a child gave no answer: a
  /// child that is late runs on, and the guard (the process that watches the package manager)
  /// resumes its session.
  bool await_suspended(const Screen& screen);
  /// Returns whether no further monit began a session or had a message. The caller calls it after
  /// await_suspended().
  bool did_nothing() const { return did_nothing_; }
  /// Starts children that resume the sessions in the answers that await_suspended() got. Resets
  /// Options::transaction_text.
  void begin_resuming();
  /// Waits 10 min at most for the children of begin_resuming(), and prints their messages. A child
  /// that is late runs on.
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
