// The package database behind one interface: which packages there are and what they own.
//
// The implementation for librpm is in rpm/. Not thread-safe. A database that
// is missing or of a foreign kind is an error and is never created
// (rpm creates one on a mere read). Headers keep their digests verified;
// signatures only where somebody asks for them (see packages/rpm).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "engine/packages/signature.hpp"
#include "engine/system/result.hpp"
#include "rules/nevra.hpp"

namespace pkgmap {

/// One file of a package's file list.
struct FileEntry {
  std::string path;              ///< As packaged: not resolved.
  std::uint32_t mode = 0;        ///< With the file type; rpm tag FILEMODES.
  bool config = false;           ///< %config
  bool noreplace = false;        ///< %config(noreplace)
  bool ghost = false;            ///< %ghost: owned but not shipped.
  bool content_verified = true;  ///< False: %verify(not md5 ...). rpm -V passes over its content.
  std::string digest;     ///< Lower-case hex; empty for directories, links, ghosts. FILEDIGESTS.
  std::string algorithm;  ///< "md5", "sha1", "sha256", "sha384", "sha512"; empty without a digest.
  std::string link_target;    ///< FILELINKTOS
  std::string user;           ///< FILEUSERNAME
  std::string group;          ///< FILEGROUPNAME
  std::uint64_t size = 0;     ///< FILESIZES or LONGFILESIZES
  std::int64_t modified = 0;  ///< FILEMTIMES; seconds since 1970.

  bool directory() const;  ///< S_ISDIR(mode)
};

/// A header: of an installed package or of a .rpm file.
struct PackageRecord {
  rules::Nevra nevra;
  std::uint32_t instance = 0;     ///< Record number in the database; 0 for a .rpm file.
  std::int64_t installed_at = 0;  ///< INSTALLTIME: seconds since 1970; 0 for a .rpm file.
};

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};
using BaseNames = std::unordered_set<std::string, TextHash, std::equal_to<>>;

/// Which files of a package the caller wants. A null pointer to one means all.
struct FileFilter {
  BaseNames names;        ///< Files with one of these base names,
  BaseNames directories;  ///< and those right below a directory with one of these base names.

  bool empty() const { return names.empty() && directories.empty(); }
  bool operator==(const FileFilter& other) const = default;
};

/// What a package says that it obsoletes: "name < 2-1".
struct Obsoleted {
  std::string name;         ///< OBSOLETENAME
  std::string evr;          ///< OBSOLETEVERSION; empty: whatever version.
  std::uint32_t sense = 0;  ///< OBSOLETEFLAGS: less 2, greater 4, equal 8.
};

class PackageDatabase {
 public:
  virtual ~PackageDatabase() = default;

  /// Installed packages called `name`.
  virtual Result<std::vector<PackageRecord>> by_name(const std::string& name) = 0;
  /// Installed packages for what a person types: a name, a NEVRA (or N-V-R, N.A, …), a glob over
  /// names, or, if nothing else fits, a provide. Empty when there is none. Sorted by NEVRA.
  virtual Result<std::vector<PackageRecord>> matching(const std::string& label) = 0;
  /// The record with this number; nothing when it is gone.
  virtual Result<std::optional<PackageRecord>> by_instance(std::uint32_t instance) = 0;
  /// The file list (only files really installed: states normal and netshared) of an installed
  /// package.
  virtual Result<std::vector<FileEntry>> files(const PackageRecord& package,
                                               const FileFilter* only = nullptr) = 0;

  struct Owned {
    PackageRecord package;
    FileEntry file;
  };
  /// The owners of an absolute, lexically normal path, as `rpm -qf` without its fall-back to
  /// provides. The last component is not followed. Sorted by NEVRA, empty when nobody owns it.
  virtual Result<std::vector<Owned>> owners(const std::string& path) = 0;
  /// owners() of each of these paths, in their order, by whatever way is the fastest for so many.
  virtual Result<std::vector<std::vector<Owned>>> owners_of(
      const std::vector<std::string>& paths) = 0;

  /// Names of all installed packages, sorted, each once (for "nearest names").
  virtual Result<std::vector<std::string>> names() = 0;

  struct PackageFile {
    PackageRecord package;
    std::vector<FileEntry> files;
    std::vector<Obsoleted> obsoletes;  ///< Of a .rpm file only.
  };
  /// The header of a .rpm file, read by a confined process (confined_headers.hpp); digests are
  /// verified, the payload is not read.
  virtual Result<PackageFile> read_package_file(const std::string& path,
                                                const FileFilter* only = nullptr) = 0;
  /// The installed packages that a .rpm file obsoletes by its header, without those of its own
  /// name.
  virtual Result<std::vector<PackageRecord>> obsoleted_by(const std::string& rpm) = 0;
  /// Asked for the directory as packaged, without a trailing slash, and the base name of a file.
  using Wanted = std::function<bool(std::string_view directory, std::string_view base_name)>;
  /// The installed packages that have files which `filter` takes and `wanted` confirms, with these
  /// files, sorted by NEVRA: one pass over the whole database.
  virtual Result<std::vector<PackageFile>> packages_with(const FileFilter& filter,
                                                         const Wanted& wanted) = 0;

  /// How far the header is signed. An Error with rpm's words for a signature that is bad.
  virtual Result<Signature> signature(const PackageRecord& package) = 0;
  /// Only headers with Signature::key say what a file may hold (policy `require_signature`).
  virtual bool requires_signature() const { return false; }
};

struct DatabaseOptions {
  std::string root = "/";          ///< rpm's --root
  std::string dbpath;              ///< Inside the root, as with rpm; empty: rpm's own default.
  bool require_signature = false;  ///< See PackageDatabase::requires_signature().
  std::string libexec{};           ///< Where monit-pkgmap-headers lies; empty: libexec_directory().
};

/// Opens for reading only. ErrorCode::package_database when it is missing, foreign or unreadable.
Result<std::unique_ptr<PackageDatabase>> open_package_database(const DatabaseOptions& options);

}  // namespace pkgmap
