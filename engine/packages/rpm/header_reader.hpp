// From a librpm header to our values: the package's name and its file list.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/packages/package_database.hpp"
#include "engine/packages/rpm/handles.hpp"

namespace pkgmap::rpm {

/// What rpm calls a package that holds a key ("gpg-pubkey"): no files, never reported.
bool pseudo_package(Header header);

/// A source package has the architecture "src".
PackageRecord record_of(Header header);

/// The file list of one header. The header outlives it.
class FileList {
 public:
  /// Nothing when the file list contradicts itself (rpmfilesNew).
  static std::optional<FileList> of(Header header);

  int size() const { return rpmfilesFC(files_.get()); }
  const char* base_name(int index) const { return rpmfilesBN(files_.get(), index); }
  bool taken_by(const FileFilter& filter, int index) const;
  /// Without the trailing slash, but "/" itself.
  std::string directory(int index) const;
  /// States normal and netshared (FILESTATES, RPMFILE_IS_INSTALLED); true without a state.
  bool installed(int index) const;
  FileEntry entry(int index) const;

 private:
  explicit FileList(Files files) : files_(std::move(files)) {}
  Files files_;
};

using Wanted = PackageDatabase::Wanted;

/// Whether `filter` takes some file of the header for which `wanted` is true, whatever its state.
/// Far cheaper than the file list: only three arrays of the header are looked at.
bool has_wanted(Header header, const FileFilter& filter, const Wanted& wanted);

/// The entries that are installed (of a .rpm file: all), in the header's order; with `only` those
/// that it takes. Nothing when the list contradicts itself.
std::optional<std::vector<FileEntry>> read_files(Header header, const FileFilter* only);

/// OBSOLETENAME, OBSOLETEVERSION, OBSOLETEFLAGS
std::vector<Obsoleted> obsoletes_of(Header header);

/// PROVIDENAME
std::vector<std::string> provides_of(Header header);

}  // namespace pkgmap::rpm
