// Finds the packages that list the file at a path, even if their lists spell the path differently:
// links in place of directories and diversions count.
//
// The first look-up makes one pass over all file lists. Every later look-up uses an index of the
// lists, which the second look-up reads unless index() has done so. A call of listed_at() makes one
// look-up, or two if a path is in no list as it is and leads through a link. The arguments of the
// constructor must outlive the object. Not thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/packages/dpkg/admin_directory.hpp"
#include "engine/packages/dpkg/layout.hpp"
#include "engine/packages/dpkg/list_index.hpp"
#include "engine/packages/dpkg/status.hpp"
#include "engine/packages/dpkg/ucf_files.hpp"
#include "engine/system/files/path_resolver.hpp"

namespace pkgmap::dpkg {

/// A line of a package's file list.
struct Listed {
  std::uint32_t package;  ///< Index in Status::packages().
  std::string path;       ///< As the list has it.
};

class PathOwners {
 public:
  PathOwners(const AdminDirectory& directory, const Status& status, const Layout& layout,
             const UcfFiles& ucf, PathResolver& paths)
      : directory_(directory), status_(status), layout_(layout), ucf_(ucf), paths_(paths) {}

  /// Returns for each of `paths` the lines of lists that mean the file at this path: at most one
  /// line of each package, in the order of Status::packages(). The paths are absolute, as seen from
  /// inside the root. Fails with ErrorCode::package_database if a list cannot be read.
  Result<std::vector<std::vector<Listed>>> listed_at(const std::vector<std::string>& paths);

  /// Returns the index of all lists, which this object owns. Fails with ErrorCode::package_database
  /// if a list cannot be read.
  Result<const ListIndex*> index();

 private:
  /// A path in lists that may mean an asked file.
  struct Spelling {
    std::size_t asked;  ///< Number of the asked path.
    std::string path;
    const Diversion* diversion;  ///< Of this path, or to the asked one; may be null.
    bool diverted;               ///< Whether the diversion leads to the asked path.
  };
  using Numbers = std::vector<std::vector<std::uint32_t>>;
  void add_spellings(std::size_t number, const std::string& path, std::vector<Spelling>& spellings);
  Result<Numbers> packages_of(const std::vector<Spelling>& spellings);
  Done look_up(const std::vector<Spelling>& spellings, std::vector<std::vector<Listed>>& found);

  const AdminDirectory& directory_;
  const Status& status_;
  const Layout& layout_;
  const UcfFiles& ucf_;
  PathResolver& paths_;
  bool has_asked_ = false;
  std::optional<ListIndex> index_;
};

}  // namespace pkgmap::dpkg
