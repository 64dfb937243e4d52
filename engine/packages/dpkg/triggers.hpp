// Finds the packages whose triggers a transaction activates (deb-triggers(5)). A package can
// declare an interest in files of other packages, or in the name of a trigger. If a transaction
// changes such a file, or activates this name, dpkg runs `postinst triggered` of the interested
// package, which may restart a daemon, although no front end names the package.
//
// Leaves out triggers that a maintainer script activates by dpkg-trigger(1). An object does not
// change once built. Any thread.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/packages/dpkg/admin_directory.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::dpkg {

class Triggers {
 public:
  /// Reads the interests of all packages. Fails with ErrorCode::package_database if a file of dpkg
  /// cannot be read; a missing file counts as empty.
  static Result<Triggers> read(const AdminDirectory& directory);

  /// Returns whether no package is interested in anything.
  bool empty() const { return by_path_.empty() && by_name_.empty(); }
  /// Returns a filter that chooses every file at, or below, a path in which a package is
  /// interested, and perhaps more files.
  FileFilter filter() const;
  /// Adds to `packages` the packages, as "name" or "name:arch", that are interested in the file
  /// `path` or in a directory above it. `path` is absolute and as its package lists it: the
  /// function follows no link.
  void add_interested_in(std::string_view path, std::set<std::string>& packages) const;
  /// Adds to `packages`, in the same form, the packages whose triggers a package activates.
  /// `control_file` is the text of the file `triggers` of the package that activates them.
  void add_activated_by(std::string_view control_file, std::set<std::string>& packages) const;

 private:
  using Interested = std::map<std::string, std::vector<std::string>, std::less<>>;
  Interested by_path_;
  Interested by_name_;
};

}  // namespace pkgmap::dpkg
