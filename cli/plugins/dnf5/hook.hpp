// What the hook of dnf 5 does before and after a transaction, in JSON mode and in plain mode.
//
// Before and after are two processes. dnf 5 keeps what the first process passes to the second, in a
// variable of its actions plugin. Messages go to standard error, which is that of dnf 5. For one
// thread.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "cli/plugins/hook/handover.hpp"
#include "cli/plugins/hook/program.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::dnf5 {

/// Name of the variable of dnf 5 that has the text of the Handover.
inline constexpr const char* kVariable = "monit_pkgmap";

class Hook {
 public:
  explicit Hook(hook::Program program) : program_(std::move(program)) {}

  /// Suspends the checks of `transaction` (monit-pkgmap-formats(5), Transaction) and prints
  /// messages. An error is a message, too. Suspends no check if the transaction has no items.
  ///
  /// Calls `hand_over` exactly once, with an empty session if no check is suspended. `hand_over`
  /// returns false if dnf 5 is gone; before() then resumes the checks at once.
  ///
  /// Returns true if the policy ends the transaction: before() has resumed what was suspended, and
  /// the caller must stop dnf 5. Else returns false.
  bool before(const Json& transaction,
              const std::function<bool(const hook::Handover&)>& hand_over) const;

  /// Resumes the session of before() and prints messages. Returns at once if `handed.session` is
  /// empty. Prints no message if the guard has already ended the session.
  void after(const hook::Handover& handed) const;

  /// Prints that no check is suspended, and why: `problem` is a clause.
  static void complain(const std::string& problem);
  /// Prints that the transaction goes on although the policy ends it, since this dnf 5 is too old.
  static void complain_that_it_goes_on();

 private:
  std::size_t resume(const std::string& session, std::size_t lines) const;

  hook::Program program_;
};

/// What an action sends with the request to stop; dnf 5 shows it to people.
inline constexpr const char* kStopped =
    "monit-pkgmap: the policy ends this transaction (on_error: abort)";

}  // namespace pkgmap::dnf5
