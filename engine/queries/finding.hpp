// One thing that `doctor` found, good or bad.
#pragma once

#include <cstdint>
#include <string>

#include "engine/system/result.hpp"

namespace pkgmap {

struct Finding {
  enum class Health : std::uint8_t {
    ok,
    warning,  ///< Suspending works, but less well than it could.
    failed,   ///< Something necessary is missing or does not work.
  };
  std::string
      id;  ///< "control-file", "monit", …; never renamed; monit-pkgmap-formats(5) lists all.
  Health health = Health::ok;
  std::string what;  ///< What was found, in one clause.
  std::string todo;  ///< What the administrator should do; empty if all is well.
};

inline constexpr const char* kStateHint =
    "it has to be a directory that only root may write; --state-dir names another";

/// Returns the hint of the error, or `otherwise` if the error has none. Of what this user may not
/// read, only root can say more, and the hint is to ask as root.
std::string first_hint(const Error& error, const std::string& otherwise);

}  // namespace pkgmap
