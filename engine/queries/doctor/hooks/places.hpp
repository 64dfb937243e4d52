// The absolute paths of each hook on this host, and of the files that its package manager reads
// beside it. The types of this file are plain values.
#pragma once

#include <string>
#include <vector>

namespace pkgmap {

/// The files that make apt and dpkg call monit-pkgmap.
struct AptPlaces {
  std::string settings;       ///< Our file of settings of apt; empty if this build has no hook.
  std::string dpkg_settings;  ///< Our file of settings of dpkg; empty if this build has none.
  std::string main_settings = "/etc/apt/apt.conf";  ///< The file of settings that apt reads last.
  std::string program = "/usr/bin/apt-get";         ///< A program that exists wherever apt does.
};

/// The files that make dnf 4 call monit-pkgmap.
struct Dnf4Places {
  std::string plugin;    ///< The Python file of the plugin; empty if this build has none.
  std::string settings;  ///< The .conf file of the plugin.
  std::string dnf_settings = "/etc/dnf/dnf.conf";
  /// Programs of dnf 4. A link to the program of dnf 5 does not count.
  std::vector<std::string> programs = {"/usr/bin/dnf-3", "/usr/bin/dnf"};
};

/// The files that make dnf 5 call monit-pkgmap.
struct Dnf5Places {
  std::string actions;  ///< Our actions file; empty if this build has no hook of dnf 5.
  /// The directory with the two variants of our actions file, json.actions and plain.actions.
  std::string files;
  std::string plugin_settings = "/etc/dnf/libdnf5-plugins/actions.conf";
  std::string dnf_settings = "/etc/dnf/dnf.conf";
  /// The actions files of packages; dnf 5 reads this directory from 5.4.0 on.
  std::string shared_actions = "/usr/share/dnf5/libdnf.plugins.conf.d/actions.d";

  /// Returns the directory of `actions`.
  std::string directory() const { return actions.substr(0, actions.rfind('/')); }
};

/// Where rpm finds its transaction plugin.
struct RpmPlaces {
  std::string macros;  ///< The macro file that names the plugin; empty if this build has none.
  std::string plugin;  ///< The plugin itself.
  /// A pattern of the files where an administrator defines macros, which replace those of packages.
  std::string own_macros = "/etc/rpm/macros*";
};

/// The files that make yum 3 call monit-pkgmap.
struct Yum3Places {
  std::string plugins;  ///< The directory of the plugins; empty if this build has no hook of yum 3.
  std::string settings;  ///< The directory with a .conf file for each plugin.
  std::string yum_settings = "/etc/yum.conf";
  /// Only yum 3 has this program; the yum of today, which is dnf, lacks it.
  std::string program = "/usr/share/yum-cli/yummain.py";
};

/// Where libzypp finds its commit plugin.
struct ZyppPlaces {
  std::string plugin;  ///< The program that libzypp starts; empty if this build has none.
  std::string settings = "/etc/zypp";  ///< A directory that exists wherever libzypp is installed.
};

/// The paths of the hooks on this host.
struct HookPlaces {
  AptPlaces apt;
  Dnf4Places dnf4;
  Dnf5Places dnf5;
  RpmPlaces rpm;
  Yum3Places yum3;
  ZyppPlaces zypp;
  std::string disabled;  ///< A file; while it exists, all hooks do nothing.
};

}  // namespace pkgmap
