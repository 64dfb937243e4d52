// Converts a librpm header into values of the project: the package's name and its file list.
//
// The returned values own their data, except FileList. Not thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/packages/package_database.hpp"
#include "engine/packages/rpm/handles.hpp"

namespace pkgmap::rpm {

/// Whether the header is no package but holds a key ("gpg-pubkey"). Such headers are never
/// reported.
bool pseudo_package(Header header);

/// The record of a header. A source package has the architecture "src".
PackageRecord record_of(Header header);

/// The file list of one header, which must outlive it.
class FileList {
 public:
  /// Returns nullopt if the file list contradicts itself (rpmfilesNew).
  static std::optional<FileList> of(Header header);

  int size() const { return rpmfilesFC(files_.get()); }
  const char* base_name(int index) const { return rpmfilesBN(files_.get(), index); }
  /// Whether the file matches the filter.
  bool taken_by(const FileFilter& filter, int index) const;
  /// Without a trailing slash, except for "/".
  std::string directory(int index) const;
  /// True for the states normal and netshared (FILESTATES, RPMFILE_IS_INSTALLED), and without a
  /// state.
  bool installed(int index) const;
  FileEntry entry(int index) const;

 private:
  explicit FileList(Files files) : files_(std::move(files)) {}
  Files files_;
};

using Wanted = PackageDatabase::Wanted;

/// Whether a file of the header, in whatever state, matches `filter` and `wanted`. Reads only three
/// arrays of the header, so it is far cheaper than the file list.
bool has_wanted(Header header, const FileFilter& filter, const Wanted& wanted);

/// Returns the installed files (of a .rpm file: all files) in the header's order; only those that
/// match `only` if it is not null. Returns nullopt if the list contradicts itself.
std::optional<std::vector<FileEntry>> read_files(Header header, const FileFilter* only);

/// OBSOLETENAME, OBSOLETEVERSION, OBSOLETEFLAGS
std::vector<Obsoleted> obsoletes_of(Header header);

/// PROVIDENAME
std::vector<std::string> provides_of(Header header);

}  // namespace pkgmap::rpm
