// From a librpm header to our values: the package's name and its file list.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/packages/package_database.hpp"
#include "engine/packages/rpm/handles.hpp"

namespace pkgmap::rpm {

/// What rpm calls a package that holds a key ("gpg-pubkey"): no files, never reported.
bool pseudo_package(Header header);

/// A source package has the architecture "src".
PackageRecord record_of(Header header);

/// The file list of one header. Lives as long as the header that it was made of.
class FileList {
 public:
  /// Nothing when the file list contradicts itself (rpmfilesNew).
  static std::optional<FileList> of(Header header);

  int size() const { return rpmfilesFC(files_.get()); }
  const char* base_name(int index) const { return rpmfilesBN(files_.get(), index); }
  /// Without the trailing slash, but "/" itself.
  std::string directory(int index) const;
  /// States normal and netshared (FILESTATES, RPMFILE_IS_INSTALLED); true without a state.
  bool installed(int index) const;
  FileEntry entry(int index) const;

 private:
  explicit FileList(Files files) : files_(std::move(files)) {}
  Files files_;
};

/// The entries that are installed (of a .rpm file: all), in the header's order; with `only` those
/// with one of these base names. Nothing when the list contradicts itself.
std::optional<std::vector<FileEntry>> read_files(Header header, const BaseNames* only);

/// PROVIDENAME
std::vector<std::string> provides_of(Header header);

}  // namespace pkgmap::rpm
