// Reads what apt tells a hook before apt runs dpkg (apt.conf(5), DPkg::Pre-Install-Pkgs), and makes
// a transaction of it (monit-pkgmap-formats(5), Transaction). Pure; values own their texts.
//
// apt has three protocols. In protocol 1 apt sends only the paths of .deb files. In protocols 2 and
// 3 apt sends its settings, and a line for each thing that dpkg will do: unpack, configure or
// remove a package.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/plugins/apt/dpkg_options.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::apt {

/// The names of the two package managers in a transaction and in a session.
inline constexpr const char* kApt = "apt";
inline constexpr const char* kDpkg = "dpkg";

/// What happens to one package.
struct Change {
  std::string action;   ///< As in a transaction: "install", …; "upgrade" if only `deb` is known.
  std::string name;     ///< Empty if only `deb` is known.
  std::string version;  ///< As dpkg writes it: "1:8.0-1"; empty if unknown.
  std::string arch;     ///< Empty if unknown.
  std::string deb{};    ///< Path of the .deb file to unpack; empty if dpkg unpacks no file.

  bool operator==(const Change&) const = default;
};

/// What apt has told a hook.
struct Told {
  /// apt's settings as name and value, decoded, in the order in which apt sent them: {"Dir", "/"},
  /// {"DPkg::Options::", "--force-all"}. Empty in protocol 1.
  std::vector<std::pair<std::string, std::string>> settings;
  /// One change for each package, in the order of the packages' first lines. In protocol 1, one
  /// "upgrade" for each .deb file, of which only `deb` is known.
  std::vector<Change> changes;
};

/// Reads what apt has written, in any of the protocols. Skips lines of another form.
Told read_told(std::string_view text);

/// Returns whether the dpkg that apt runs will change files of this system. `variables` are those
/// of apt's environment, which apt hands on to dpkg. False in four cases:
/// - apt has another root;
/// - apt runs dpkg in a chroot;
/// - apt only shows how it would call dpkg (Debug::pkgDPkgPM);
/// - leads_elsewhere() is true for the variables and the options that apt gives dpkg.
///
/// In protocol 1, which has no settings, only the variables count.
bool changes_this_system(const Told& told, const DpkgVariables& variables);

/// Returns whether apt's settings say that apt does not take dpkg's lock (Debug::NoLocking).
bool without_locks(const Told& told);

/// Returns a transaction with these changes. `manager` is kApt or kDpkg. `pid` is the package
/// manager's process, or 0 for none: the guard watches it, and resumes the checks if it dies.
Json transaction_of(const std::vector<Change>& changes, const char* manager, int pid);

}  // namespace pkgmap::apt
