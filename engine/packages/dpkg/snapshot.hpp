// What dpkg's files say at one moment: the packages, and where their files lie.
//
// dpkg replaces its files while it runs, one after another: a package's record, list and sums are
// of one version only if they were read at one moment. So the lists and sums that somebody asks for
// belong to a snapshot, too, and go with it. The objects of read() must outlive the snapshot. Not
// thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>

#include "engine/packages/dpkg/admin_directory.hpp"
#include "engine/packages/dpkg/layout.hpp"
#include "engine/packages/dpkg/package_files.hpp"
#include "engine/packages/dpkg/path_owners.hpp"
#include "engine/packages/dpkg/status.hpp"
#include "engine/packages/dpkg/ucf_files.hpp"
#include "engine/system/files/path_resolver.hpp"
#include "engine/system/files/root_directory.hpp"

namespace pkgmap::dpkg {

/// Tells one state of dpkg's files from another.
struct Written {
  std::string packages;   ///< dpkg's records: other ones after every installation and erasure.
  std::string files;      ///< Lists, sums, diversions, overrides, and what ucf(1) notes.
  bool is_young = false;  ///< So new that dpkg may write again without leaving another time.

  bool operator==(const Written& other) const {
    return packages == other.packages && files == other.files;
  }
};

/// Looks at the times of dpkg's files; cheap.
Written written_by_dpkg(const AdminDirectory& directory, const RootDirectory& root);

class Snapshot {
 public:
  /// If dpkg keeps writing, the result is half of a transaction, and not is_current(). Fails with
  /// ErrorCode::package_database if a file cannot be read or is damaged.
  static Result<std::unique_ptr<Snapshot>> read(const AdminDirectory& directory,
                                                const RootDirectory& root, PathResolver& paths);
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

  /// Returns whether dpkg has written nothing since, as far as the times of its files tell.
  bool is_unchanged() const { return written_by_dpkg(directory_, root_) == written_; }
  /// Returns whether dpkg has certainly written nothing since.
  bool is_current() const { return !written_.is_young && is_unchanged(); }

  const Status& status() const { return status_; }
  const Layout& layout() const { return layout_; }
  PathOwners& owners() { return owners_; }
  /// Returns the files of a package of status(). Fails if its list cannot be read.
  Result<PackageFiles*> files_of(const StatusPackage& package);

 private:
  Snapshot(const AdminDirectory& directory, const RootDirectory& root, PathResolver& paths,
           Written written, Status status, Layout layout);

  const AdminDirectory& directory_;
  const RootDirectory& root_;
  const Written written_;
  const Status status_;
  const Layout layout_;
  const UcfFiles ucf_;
  PathOwners owners_;
  std::unordered_map<std::uint32_t, std::unique_ptr<PackageFiles>> files_;  ///< By record number.
};

}  // namespace pkgmap::dpkg
