// Converts a librpm header into values of the project: the package's record, files, obsoletes and
// provides, and what its scripts call.
//
// The returned values own their data, except FileList and the names that it returns. Not
// thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/packages/package_database.hpp"
#include "engine/packages/rpm/handles.hpp"

namespace pkgmap::rpm {

/// Returns whether the header has a key ("gpg-pubkey") and is no package. Callers skip such a
/// header.
bool pseudo_package(Header header);

/// Returns the record of a header. A source package has the architecture "src".
PackageRecord record_of(Header header);

/// The file list of one header, which must outlive the object. An `index` is from 0 to size() - 1.
class FileList {
 public:
  /// Returns nullopt if the file list contradicts itself (rpmfilesNew).
  static std::optional<FileList> of(Header header);

  /// Returns how many files the list has, whatever their state.
  int size() const { return static_cast<int>(rpmfilesFC(files_.get())); }
  /// Returns the name without its directory; valid as long as this object.
  const char* base_name(int index) const { return rpmfilesBN(files_.get(), index); }
  /// Returns whether the file matches the filter.
  bool taken_by(const FileFilter& filter, int index) const;
  /// Returns the directory as packaged, without a slash at the end, except for "/".
  std::string directory(int index) const;
  /// Returns whether rpm has installed the file: true for the states normal and netshared
  /// (FILESTATES, RPMFILE_IS_INSTALLED), and for a file without a state, as in a .rpm file.
  bool installed(int index) const;
  /// Returns a copy of all that the header says of the file.
  FileEntry entry(int index) const;

 private:
  explicit FileList(Files files) : files_(std::move(files)) {}
  Files files_;
};

using Wanted = PackageDatabase::Wanted;

/// Returns whether a file of the header, installed or not, matches `filter`, and `wanted` returns
/// true for it; false if the header has no files. Reads only three arrays of the header, so the
/// function is far cheaper than a FileList.
bool has_wanted(Header header, const FileFilter& filter, const Wanted& wanted);

/// Returns the installed files (of a .rpm file: all files) in the header's order; only those that
/// match `only` if it is not null. Returns nullopt if the list contradicts itself.
std::optional<std::vector<FileEntry>> read_files(Header header, const FileFilter* only);

/// Returns the obsoletes of a header (OBSOLETENAME, OBSOLETEVERSION, OBSOLETEFLAGS); may be empty.
std::vector<Obsoleted> obsoletes_of(Header header);

/// Returns the calls of alternatives(8) in %post and %posttrans (POSTIN, POSTTRANS).
std::vector<alternatives::Offer> offers_of(Header header);

/// Returns whether %preun or %postun has `word` in its text (PREUN, POSTUN).
bool removal_has(Header header, std::string_view word);

/// Returns the names that a header provides (PROVIDENAME); may be empty.
std::vector<std::string> provides_of(Header header);

}  // namespace pkgmap::rpm
