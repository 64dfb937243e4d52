// What the hook of dnf 5 does before and after a transaction. The two modes in which dnf 5 talks to
// a hook differ only in how the caller reads the transaction and gives the Handover.
//
// One process runs before(), another process runs after(). A variable of dnf 5's actions plugin
// keeps what the first process passes to the second process (the Handover). Messages go to standard
// error, which is that of dnf 5. For one thread.
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

  /// Suspends the checks of `transaction` (monit-pkgmap-formats(5), Transaction) and prints the
  /// messages, also those about errors. Suspends no check if the transaction has no items.
  ///
  /// Calls `hand_over` exactly once. This function of the caller gives dnf 5 the Handover, whose
  /// session is empty if no check is suspended. It returns false if dnf 5 has ended, else true.
  /// After false, before() resumes the checks at once.
  ///
  /// Returns true if the policy ends the transaction: before() has resumed what was suspended, and
  /// the caller must stop dnf 5. Else returns false.
  bool before(const Json& transaction,
              const std::function<bool(const hook::Handover&)>& hand_over) const;

  /// Resumes the session that before() has handed over, and prints the messages. Returns at once if
  /// `handed.session` is empty.
  void after(const hook::Handover& handed) const;

  /// Prints that no check is suspended, and the reason `problem`, a clause.
  static void complain(const std::string& problem);
  /// Prints that the transaction goes on although the policy ends it, since this dnf 5 is too old.
  static void complain_that_it_goes_on();

 private:
  std::size_t resume(const std::string& session, std::size_t lines) const;

  hook::Program program_;
};

/// The text that an action sends with the request to stop; dnf 5 shows this text to people.
inline constexpr const char* kStopped =
    "monit-pkgmap: the policy ends this transaction (on_error: abort)";

}  // namespace pkgmap::dnf5
