// Is everything there that suspending and resuming need? Looks, tries, and changes nothing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/settings.hpp"

namespace pkgmap {

struct Finding {
  enum class Health : std::uint8_t {
    ok,
    warning,  ///< It works, but less well than it could.
    failed,   ///< Something that is needed is not there.
  };
  std::string id;  ///< Stable: "control-file", "monit", …; docs/formats.md has all.
  Health health = Health::ok;
  std::string what;  ///< One clause.
  std::string todo;  ///< What to do; empty when there is nothing to do.
};

/// Where the hooks of package managers lie on this host.
struct HookPlaces {
  std::string dnf4_plugin;    ///< Its Python file.
  std::string dnf4_settings;  ///< Its .conf.
  std::string disabled = "/etc/monit-pkgmap/disabled";
};

/// One for each question, always in the same order.
std::vector<Finding> examine_host(const Settings& settings, const HookPlaces& places);

}  // namespace pkgmap
