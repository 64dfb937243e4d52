// The name of one package build, as its package system writes it: rpm
// "name-epoch:version-release.arch", dpkg "name:arch=epoch:version-revision". The types of this
// file are plain values, and the functions are pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "parsers/source/package_identity.hpp"

namespace pkgmap::rules {

/// The program that installs the packages of a host and keeps their database.
enum class PackageSystem : std::uint8_t { rpm, dpkg };

/// Returns the name in options, policies and JSON: "rpm", "dpkg".
const char* name_of(PackageSystem system);
/// Returns the system for which name_of() returns `name`; nullopt if there is none.
std::optional<PackageSystem> package_system_called(std::string_view name);

/// The identity of a package build, with the package system that writes its name.
struct Nevra : PackageIdentity {
  PackageSystem system = PackageSystem::rpm;

  /// Returns the whole name. rpm: "mysql-server-8.0.36-1.el9.x86_64", without ".arch" if `arch` is
  /// empty. dpkg: "mariadb-server:amd64=1:10.11.6-0+deb12u1", which apt-get install takes; without
  /// ":arch" if `arch` is empty, and without "=version" if there is no version.
  std::string text() const;
  /// Returns epoch, version and release: "1:8.0.36-1.el9"; without the epoch if it is 0, and
  /// without the hyphen for a package of dpkg that has no revision: "1:2.3".
  std::string evr() const;

  /// Compares all members but `system`; the epochs "" and "0" are equal.
  friend bool operator==(const Nevra& left, const Nevra& right);
};

/// Returns the name of the package in a text of Nevra::text() with a version: "mysql-server". If
/// `text` has no hyphen or only one, and no "=", returns the whole `text`. The result is a view
/// into `text`.
std::string_view name_in(std::string_view text);
/// Returns the system of a text of Nevra::text(). Returns rpm for a text without a version.
PackageSystem system_in(std::string_view text);

/// Returns the Nevra of a package of dpkg. `version` is as dpkg shows it, "1:2.3-4": the epoch ends
/// at the first colon, the revision begins after the last hyphen (deb-version(7)).
Nevra debian_package(std::string name, std::string_view version, std::string arch);

}  // namespace pkgmap::rules
