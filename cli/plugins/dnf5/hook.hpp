// What the hook of dnf 5 does before and after a transaction, in JSON mode and in plain mode.
//
// Before and after are two processes. dnf 5 keeps what the first one passes to the second, in a
// variable of its actions plugin. For one thread.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "cli/plugins/hook/program.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::dnf5 {

/// Name of the variable with the Handover.
inline constexpr const char* kVariable = "monit_pkgmap";

/// What the second process has to know; its text is "SESSION LINES".
struct Handover {
  std::string session;    ///< Empty if nothing is suspended.
  std::size_t lines = 0;  ///< How many lines may still be shown.

  std::string text() const;
  /// Returns nullopt if the text has another form.
  static std::optional<Handover> read(std::string_view text);
};

class Hook {
 public:
  explicit Hook(hook::Program program) : program_(std::move(program)) {}

  /// Suspends for the transaction and shows messages; does nothing if the transaction has no items.
  /// Calls `hand_over` once; if it returns false, dnf 5 is gone, and the checks are resumed at
  /// once. Returns true if dnf 5 must be stopped, as the policy says; nothing is suspended then.
  bool before(const Json& transaction, const std::function<bool(const Handover&)>& hand_over) const;

  /// Resumes the session of before() and shows messages; does nothing if there is no session.
  void after(const Handover& handed) const;

  /// Shows that nothing is suspended, and why.
  static void complain(const std::string& problem);
  /// Shows that the policy wants to end the transaction, which this dnf 5 does not allow.
  static void complain_that_it_goes_on();

 private:
  std::size_t resume(const std::string& session, std::size_t lines) const;

  hook::Program program_;
};

/// A message for dnf 5 and for people.
inline constexpr const char* kStopped =
    "monit-pkgmap: the policy ends this transaction (on_error: abort)";

}  // namespace pkgmap::dnf5
