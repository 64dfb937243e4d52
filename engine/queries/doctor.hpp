// Whether this host has everything that suspending and resuming need.
//
// Tries what can be tried (a request to monit, the start of a guard), and leaves no change.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/settings.hpp"

namespace pkgmap {

struct Finding {
  enum class Health : std::uint8_t {
    ok,
    warning,  ///< Suspending works, but less well than it could.
    failed,   ///< Something necessary is missing or does not work.
  };
  std::string id;  ///< "control-file", "monit", …; never renamed; docs/formats.md lists all.
  Health health = Health::ok;
  std::string what;  ///< What was found, in one clause.
  std::string todo;  ///< What the administrator should do; empty if all is well.
};

/// The files that make dnf 5 call monit-pkgmap.
struct Dnf5Places {
  std::string actions;  ///< Our actions file; empty if this build has no hook of dnf 5.
  std::string files;    ///< The directory with its two variants, json.actions and plain.actions.
  std::string plugin_settings = "/etc/dnf/libdnf5-plugins/actions.conf";
  /// The actions files of packages; dnf 5 reads this directory from 5.4.0 on.
  std::string shared_actions = "/usr/share/dnf5/libdnf.plugins.conf.d/actions.d";

  std::string directory() const { return actions.substr(0, actions.rfind('/')); }
};

/// Where rpm finds its transaction plugin.
struct RpmPlaces {
  std::string macros;  ///< The macro file that names the plugin; empty if there is none.
  std::string plugin;  ///< The plugin itself.
  /// Where an administrator defines macros, which count more than those of packages.
  std::string own_macros = "/etc/rpm/macros*";
};

/// The paths of the hooks on this host.
struct HookPlaces {
  std::string dnf4_plugin;    ///< The Python file of the plugin.
  std::string dnf4_settings;  ///< The .conf file of the plugin.
  Dnf5Places dnf5;
  RpmPlaces rpm;
  std::string zypp_plugin;  ///< The program that libzypp starts; empty if there is no hook for it.
  std::string disabled;     ///< A file that switches all hooks off by its existence.
};

/// Returns the findings, always in the same order. A question may have several findings or none.
std::vector<Finding> examine_host(const Settings& settings, const HookPlaces& places);

}  // namespace pkgmap
