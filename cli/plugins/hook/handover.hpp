// What the process of a hook that runs before a transaction leaves to the process of this hook that
// runs after the transaction. Pure; a value.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pkgmap::hook {

/// The directory for the files of a hook during a transaction. Needed if the package manager cannot
/// keep the Handover for the hook.
inline constexpr const char* kSpoolDirectory = "/run/monit-pkgmap";

struct Handover {
  std::string session;    ///< Id of the session; empty if no check is suspended.
  std::size_t lines = 0;  ///< How many lines the second process may show; at most kMostLines.

  /// Returns "SESSION LINES"; " LINES" if `session` is empty.
  std::string text() const;
  /// Reads what text() returns. Returns nullopt for any other text.
  static std::optional<Handover> read(std::string_view text);
};

}  // namespace pkgmap::hook
