// The file list of one package of dpkg, with what dpkg knows about each file.
//
// dpkg stores paths, MD5 sums of regular files, and the conffiles; no mode, owner, size, link or
// time. The type of a file, in FileEntry::mode, follows from this:
// - a file with a sum, and a conffile, is a regular file;
// - a path below which another file of the list lies is a directory;
// - for any other path, the disk tells whether a directory or a link is there; if neither is, the
//   type is 0 (not known).
// The arguments of the constructor, except the list, must outlive the object. Not thread-safe.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "engine/packages/dpkg/admin_directory.hpp"
#include "engine/packages/dpkg/layout.hpp"
#include "engine/packages/dpkg/status.hpp"
#include "engine/packages/dpkg/ucf_files.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/system/files/root_directory.hpp"

namespace pkgmap::dpkg {

/// Sets the permission bits, the user and the group of `file` to those of `override`. The type of
/// the file stays.
void set_override(const Override& override, FileEntry& file);

class PackageFiles {
 public:
  /// The sources of facts about a file.
  struct Sources {
    const AdminDirectory& directory;
    const Layout& layout;
    const RootDirectory& root;
    const UcfFiles& ucf;
  };
  /// `list` is what list_of() returned for the package.
  PackageFiles(const Sources& sources, const StatusPackage& package, std::string list)
      : from_(sources), package_(package), list_(std::move(list)) {}
  PackageFiles(const PackageFiles&) = delete;
  PackageFiles& operator=(const PackageFiles&) = delete;

  const StatusPackage& package() const { return package_; }
  const std::string& list() const { return list_; }
  /// Returns the path at which the file lies that the list has as `listed`: `listed` itself, or, if
  /// a diversion of dpkg moves the file, the path of this diversion. The path is absolute, as seen
  /// from inside the root, and its directories may be links. `listed` need not be in the list.
  std::string place_of(std::string_view listed) const {
    return from_.layout.place_of(package_.record.nevra.name, std::string(listed));
  }

  /// Returns what dpkg knows about the path `listed`, which must be in the list (not checked).
  /// Fails if the package's sums cannot be read.
  Result<FileEntry> entry(std::string_view listed);
  /// As entry(), for a caller that needs no digest: reads no sums. FileEntry::digest is empty,
  /// FileEntry::config false, and the type of a regular file 0 (not known).
  FileEntry entry_without_sums(std::string_view listed);

 private:
  Done read_sums();
  bool has_files_below(std::string_view listed);
  FileEntry placed(std::string_view listed) const;
  FileEntry completed(FileEntry file, std::string_view listed);
  std::uint32_t type_of(const FileEntry& file, std::string_view listed);

  const Sources from_;
  const StatusPackage& package_;
  const std::string list_;
  bool has_sums_ = false;
  std::string text_;
  std::unordered_map<std::string_view, std::string_view> sums_;  ///< By path without its slash.
  std::map<std::string, Conffile, std::less<>> conffiles_;
  std::unordered_set<std::string_view> directories_;
  bool has_directories_ = false;
};

}  // namespace pkgmap::dpkg
