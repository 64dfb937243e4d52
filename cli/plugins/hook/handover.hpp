// What the process of a hook before a transaction leaves to the one after it. Pure; a value.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pkgmap::hook {

/// Where hooks whose package manager keeps nothing for them keep files during a transaction.
inline constexpr const char* kSpoolDirectory = "/run/monit-pkgmap";

struct Handover {
  std::string session;    ///< Id of the session; empty if no check is suspended.
  std::size_t lines = 0;  ///< How many lines the end may still show; at most kMostLines.

  /// Returns "SESSION LINES"; begins with the blank if there is no session.
  std::string text() const;
  /// Reads what text() returns. Returns nullopt for any other text.
  static std::optional<Handover> read(std::string_view text);
};

}  // namespace pkgmap::hook
