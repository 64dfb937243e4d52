// What the hook of dnf 5 does before and after a transaction, however dnf 5 talks to it.
//
// The two are processes of their own: what the first one leaves to the second, dnf 5 keeps in
// between (a variable of its actions plugin). One thread.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "cli/plugins/hook/program.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::dnf5 {

/// The variable that keeps a Handover.
inline constexpr const char* kVariable = "monit_pkgmap";

/// What the second process has to know; as text "SESSION LINES".
struct Handover {
  std::string session;    ///< Empty: nothing is suspended.
  std::size_t lines = 0;  ///< That may still be shown.

  std::string text() const;
  /// nullopt if the text is none.
  static std::optional<Handover> read(std::string_view text);
};

class Hook {
 public:
  explicit Hook(hook::Program program) : program_(std::move(program)) {}

  /// Suspends for the transaction and shows what people should know; does nothing for one without
  /// items. `hand_over` is called once, and is false when dnf 5 is gone: then the checks come back
  /// at once. True: dnf 5 is to be stopped, as the policy says, and nothing is suspended.
  bool before(const Json& transaction, const std::function<bool(const Handover&)>& hand_over) const;

  void after(const Handover& handed) const;

  /// Nothing is suspended, and this is why.
  static void complain(const std::string& problem);
  /// The policy wants no transaction, and this dnf 5 cannot be stopped.
  static void complain_that_it_goes_on();

 private:
  std::size_t resume(const std::string& session, std::size_t lines) const;

  hook::Program program_;
};

/// For dnf 5 and for people.
inline constexpr const char* kStopped =
    "monit-pkgmap: the policy ends this transaction (on_error: abort)";

}  // namespace pkgmap::dnf5
