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

/// Where dnf 5 reads of us.
struct Dnf5Places {
  std::string actions;  ///< Our actions file; empty: there is none.
  std::string files;    ///< The directory of the two that it may be: json.actions, plain.actions.
  std::string plugin_settings = "/etc/dnf/libdnf5-plugins/actions.conf";
  /// Where packages put theirs; read from 5.4.0 on.
  std::string shared_actions = "/usr/share/dnf5/libdnf.plugins.conf.d/actions.d";

  std::string directory() const { return actions.substr(0, actions.rfind('/')); }
};

/// Where the hooks of package managers lie on this host.
struct HookPlaces {
  std::string dnf4_plugin;    ///< Its Python file.
  std::string dnf4_settings;  ///< Its .conf.
  Dnf5Places dnf5;
  std::string disabled;  ///< What switches all of them off.
};

/// One for each question, always in the same order.
std::vector<Finding> examine_host(const Settings& settings, const HookPlaces& places);

}  // namespace pkgmap
