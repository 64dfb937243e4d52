// The package database behind one interface: which packages there are and what they own.
//
// The implementation for librpm is in rpm/. Not thread-safe. A database that
// is missing or of a foreign kind is an error and is never created
// (rpm creates one on a mere read). Headers keep their digests verified;
// signatures are not (see packages/rpm).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "engine/system/result.hpp"
#include "rules/nevra.hpp"

namespace pkgmap {

/// One file of a package's file list.
struct FileEntry {
  std::string path;        ///< As packaged: not resolved.
  std::uint32_t mode = 0;  ///< With the file type; rpm tag FILEMODES.
  bool config = false;     ///< %config
  bool noreplace = false;  ///< %config(noreplace)
  bool ghost = false;      ///< %ghost: owned but not shipped.
  std::string digest;      ///< Lower-case hex; empty for directories, links, ghosts. FILEDIGESTS.
  std::string algorithm;   ///< "md5", "sha1", "sha256", "sha384", "sha512"; empty without a digest.
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
  std::uint32_t instance = 0;  ///< Record number in the database; 0 for a .rpm file.
};

/// Which files of a package the caller wants: those with one of these base names. Null: all.
using BaseNames = std::unordered_set<std::string>;

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
                                               const BaseNames* only = nullptr) = 0;

  struct Owned {
    PackageRecord package;
    FileEntry file;
  };
  /// The owners of an absolute, lexically normal path, as `rpm -qf` without its fall-back to
  /// provides. The last component is not followed. Sorted by NEVRA, empty when nobody owns it.
  virtual Result<std::vector<Owned>> owners(const std::string& path) = 0;

  /// Names of all installed packages, sorted, each once (for "nearest names").
  virtual Result<std::vector<std::string>> names() = 0;

  struct PackageFile {
    PackageRecord package;
    std::vector<FileEntry> files;
  };
  /// The header of a .rpm file, read by a confined process (confined_headers.hpp); digests are
  /// verified, the payload is not read.
  virtual Result<PackageFile> read_package_file(const std::string& path,
                                                const BaseNames* only = nullptr) = 0;
};

struct DatabaseOptions {
  std::string root = "/";  ///< rpm's --root
  std::string dbpath;      ///< Inside the root, as with rpm; empty: rpm's own default.
  std::string libexec{};   ///< Where monit-pkgmap-headers lies; empty: libexec_directory().
};

/// Opens for reading only. ErrorCode::package_database when it is missing, foreign or unreadable.
Result<std::unique_ptr<PackageDatabase>> open_package_database(const DatabaseOptions& options);

}  // namespace pkgmap
