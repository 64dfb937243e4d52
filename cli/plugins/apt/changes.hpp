// What apt tells a hook before it runs dpkg (apt.conf(5), DPkg::Pre-Install-Pkgs), as a transaction
// (monit-pkgmap-formats(5), Transaction). Pure; values own their texts.
//
// Of protocol 1 come only paths of .deb files, of 2 and 3 the settings of apt and a line for each
// thing that dpkg will do: unpack, configure or remove a package.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parsers/json/json.hpp"

namespace pkgmap::apt {

/// The names of the two package managers in a transaction and in a session.
inline constexpr const char* kApt = "apt";
inline constexpr const char* kDpkg = "dpkg";

/// What happens to one package. Actions as in a transaction: "install", "upgrade", …
struct Change {
  std::string action;
  std::string name;     ///< Empty if only the file is known.
  std::string version;  ///< As dpkg writes it: "1:8.0-1". Empty if not told, as `arch`.
  std::string arch;
  std::string deb{};  ///< Path of the incoming file; empty if none comes.

  bool operator==(const Change&) const = default;
};

struct Told {
  /// The settings in their order, decoded: {"Dir", "/"}, {"DPkg::Options::", "--force-all"}.
  std::vector<std::pair<std::string, std::string>> settings;
  /// One for each package, in the order of their first lines. A package that dpkg only configures
  /// has no file.
  std::vector<Change> changes;
};

/// Reads what apt has written, of any protocol. Lines of another form are left out.
Told read_told(std::string_view text);

/// Returns whether apt's dpkg will change files of this system: false for another root, for dpkg in
/// a chroot of its own, and for a dpkg that only shows what it would do.
bool changes_this_system(const Told& told);

/// Returns whether apt takes no lock of dpkg.
bool without_locks(const Told& told);

/// Returns whether dpkg with this option acts on another system, or only shows what it would do.
/// `value` is what follows, as a word of its own or after '='.
bool leads_elsewhere(std::string_view option, std::string_view value);

/// Returns a transaction. `pid` is the process that the guard watches.
Json transaction_of(const std::vector<Change>& changes, const char* manager, int pid);

}  // namespace pkgmap::apt
