// Whose triggers a transaction runs: packages that say they are interested in files, or in a name,
// of other packages (deb-triggers(5)). dpkg then runs their `postinst triggered`, which may restart
// a daemon, and no front end names them.
//
// Triggers that a maintainer script activates by dpkg-trigger(1) are not foreseen. An object does
// not change once built. Any thread.
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
  /// Fails with ErrorCode::package_database if a file of dpkg cannot be read.
  static Result<Triggers> read(const AdminDirectory& directory);

  bool empty() const { return by_path_.empty() && by_name_.empty(); }
  /// Returns a filter for all files that may be at, or below, a path with interest.
  FileFilter filter() const;
  /// Adds the packages, "name" or "name:arch", that want to know of a file: those interested in its
  /// path or in a directory above it.
  void add_interested_in(std::string_view path, std::set<std::string>& packages) const;
  /// Adds those whose triggers a package activates by its own control file `triggers`.
  void add_activated_by(std::string_view control_file, std::set<std::string>& packages) const;

 private:
  using Interested = std::map<std::string, std::vector<std::string>, std::less<>>;
  Interested by_path_;
  Interested by_name_;
};

}  // namespace pkgmap::dpkg
