// One thing that `doctor` found, good or bad; a defect that `audit` found is a rules::Finding. The
// types of this file are plain values, and the function is pure.
#pragma once

#include <cstdint>
#include <string>

#include "engine/system/result.hpp"

namespace pkgmap {

struct HostFinding {
  enum class Health : std::uint8_t {
    ok,
    warning,  ///< Suspending works, but less well than it could.
    failed,   ///< Something necessary is missing or does not work.
  };
  /// "control-file", "monit", …; monit-pkgmap-formats(5) lists all ids, which are never renamed.
  std::string id;
  Health health = Health::ok;
  std::string what;  ///< What was found, as a clause.
  std::string todo;  ///< What the administrator should do; empty if all is well.
};

/// The text of HostFinding::todo for a state directory that cannot be used.
inline constexpr const char* kStateHint =
    "it has to be a directory that only root may write; --state-dir names another";

/// Returns the text of HostFinding::todo for a finding about this error: the hint of the error, or
/// `otherwise` if the error has none. But if the error says that this user may not read something,
/// returns kAsRoot (unreadable.hpp), since only root can say more.
std::string first_hint(const Error& error, const std::string& otherwise);

}  // namespace pkgmap
