// Finds the packages that list a path: in one pass over all file lists of dpkg, or by an index in
// memory.
//
// A pass keeps no list in memory, and is the cheaper way for one question, even about many paths.
// The index keeps all lists in memory; nothing is written to disk. Any thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/packages/dpkg/admin_directory.hpp"
#include "engine/packages/dpkg/status.hpp"
#include "engine/packages/dpkg/ucf_files.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::dpkg {

/// Calls `take` with each path of `list`, the text of a file list of dpkg, in its order. The line
/// "/." becomes "/".
template <class Take>
void for_each_line(std::string_view list, Take take) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find('\n'), list.size());
    const std::string_view line = list.substr(0, end);
    if (!line.empty()) take(line == "/." ? line.substr(0, 1) : line);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

/// Returns the file list of a package, with the files that the package registered by ucf(1). Fails
/// with ErrorCode::package_database if the list cannot be read. A missing list counts as empty, as
/// for dpkg.
Result<std::string> list_of(const AdminDirectory& directory, const StatusPackage& package,
                            const UcfFiles& ucf);

/// Returns for each of `paths` the indexes in Status::packages() of the packages that list exactly
/// this path, in ascending order; an index comes twice if the package lists the path twice. Fails
/// as list_of().
Result<std::vector<std::vector<std::uint32_t>>> packages_listing(
    const AdminDirectory& directory, const Status& status, const UcfFiles& ucf,
    const std::vector<std::string_view>& paths);

class ListIndex {
 public:
  /// Reads the lists of all packages of `status`. Fails as list_of().
  static Result<ListIndex> read(const AdminDirectory& directory, const Status& status,
                                const UcfFiles& ucf);

  /// Returns what packages_listing() returns for this path; empty if no package lists it.
  std::vector<std::uint32_t> packages_with(std::string_view path) const;

  /// Returns what list_of() returned for the package with this index in Status::packages(); valid
  /// as long as this object.
  const std::string& list(std::size_t package) const { return lists_[package]; }

 private:
  struct Line {
    std::uint32_t package;
    std::uint32_t offset;  ///< Into the list.
    std::uint32_t length;
    std::uint32_t next;  ///< The next line of the bucket; kLast if there is none.
  };
  void index(std::uint32_t package);

  std::vector<std::string> lists_;
  std::vector<Line> lines_;
  std::vector<std::uint32_t> buckets_;
};

}  // namespace pkgmap::dpkg
