// A root directory with packages that the real dpkg-deb builds and the real dpkg installs there.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/packages/package_database.hpp"
#include "tests/engine/packages/command.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {

/// What `dpkg-deb --build` makes a package of.
struct DebSource {
  std::string name = "alpha";
  std::string version = "1.0-1";
  std::string arch = "all";
  std::map<std::string, std::string> files{};  ///< Content by absolute path.
  std::map<std::string, std::string> links{};  ///< Target by absolute path.
  std::vector<std::string> conffiles{};        ///< Paths among `files`.
  std::string fields{};                        ///< Further lines of the control file.
  std::map<std::string, std::string> scripts{};
  std::string triggers{};  ///< The control file of this name.
  std::string compression = "xz";
  bool sums = true;  ///< With md5sums of all files but the conffiles, as debhelper makes them.
};

/// Builds the package as `directory`/NAME_VERSION_ARCH.deb and returns its path.
std::string build_deb(const std::string& directory, const DebSource& source);

/// A temporary directory in memory, since dpkg flushes every file that it writes; the root is its
/// subdirectory "root". The destructor removes it.
class DebianRoot {
 public:
  DebianRoot();
  DebianRoot(const DebianRoot&) = delete;
  DebianRoot& operator=(const DebianRoot&) = delete;
  ~DebianRoot();

  const std::string& path() const { return root_; }
  std::string admin(const std::string& name) const { return root_ + "/var/lib/dpkg/" + name; }
  std::string file(const std::string& name) const { return directory_ + "/" + name; }

  /// Builds the package and returns its path.
  std::string build(const DebSource& source) const { return build_deb(directory_, source); }
  /// Builds and installs the package.
  void install(const DebSource& source) const;
  /// Runs dpkg in this root; the test fails if dpkg fails.
  void dpkg(std::vector<std::string> arguments) const;

  DatabaseOptions options() const;
  std::unique_ptr<PackageDatabase> open() const;

 private:
  std::string directory_;
  std::string root_;
};

/// The names of packages, as Nevra::text() writes them.
std::vector<std::string> names_of(const Result<std::vector<PackageRecord>>& packages);
/// The names of the owners of a path.
std::vector<std::string> owner_names(PackageDatabase& database, const std::string& path);

}  // namespace pkgmap
