// The content of dpkg's files at one moment: the packages, and where their files lie.
//
// While dpkg runs, it replaces its files one after another. The record, the list and the sums of a
// package belong to the same version only if they were read between two writes. A snapshot also
// reads lists and sums later, on demand; the caller then asks is_unchanged() whether they belong to
// status(). The arguments of read() must outlive the snapshot. Not thread-safe.
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

/// A state of dpkg's files, to compare with a later state.
struct Written {
  std::string packages;   ///< State of dpkg's records; changes with every installation and erasure.
  std::string files;      ///< State of lists, sums, diversions, overrides, and ucf(1)'s files.
  bool is_young = false;  ///< Whether a file is so new that another write may get the same time.

  bool operator==(const Written& other) const {
    return packages == other.packages && files == other.files;
  }
};

/// Returns the present state, from the times of dpkg's files; cheap.
Written written_by_dpkg(const AdminDirectory& directory, const RootDirectory& root);

class Snapshot {
 public:
  /// Reads dpkg's files, and reads them again if dpkg has written meanwhile; five readings at most.
  /// If dpkg wrote even then, the result may be a mixed state, and is_current() is false. Fails
  /// with ErrorCode::package_database if the file `status` is missing, or if a file cannot be read
  /// or is damaged.
  static Result<std::unique_ptr<Snapshot>> read(const AdminDirectory& directory,
                                                const RootDirectory& root, PathResolver& paths);
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

  /// Returns whether the times of dpkg's files are unchanged since read().
  bool is_unchanged() const { return written_by_dpkg(directory_, root_) == written_; }
  /// Returns whether dpkg has certainly not written since read(). Also false if read() met files so
  /// new that another write could have given them the same times.
  bool is_current() const { return !written_.is_young && is_unchanged(); }

  /// status(): the packages. layout(): where their files lie after diversions. owners(): which
  /// packages own a path. This object owns all three.
  const Status& status() const { return status_; }
  const Layout& layout() const { return layout_; }
  PathOwners& owners() { return owners_; }
  /// Returns the files of a package of status(), which this object owns. Fails if its list cannot
  /// be read.
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
  /// By PackageRecord::instance.
  std::unordered_map<std::uint32_t, std::unique_ptr<PackageFiles>> files_;
};

}  // namespace pkgmap::dpkg
