// The package database behind one interface: which packages are installed, and which files they
// own.
//
// rpm/ implements it for librpm, dpkg/ for dpkg's own files, recorded/ for a bundle (the recorded
// facts of another host). A missing database, or one that librpm cannot read, is an error and is
// never created (rpm creates one even when it only reads). The digests of rpm's headers are
// verified, their signatures only in signature(); dpkg's files have neither. Every function that
// returns a Result fails with ErrorCode::package_database if the database cannot be read. Not
// thread-safe.
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
#include "parsers/alternatives/offers.hpp"
#include "parsers/source/digest.hpp"
#include "rules/nevra.hpp"

namespace pkgmap {

/// One file of a package's file list.
struct FileEntry {
  /// Absolute, as packaged, not resolved. dpkg: where a diversion of dpkg-divert(1) moves the file.
  std::string path;
  std::uint32_t mode = 0;  ///< With the file type; rpm tag FILEMODES. 0: not known at all.
  /// False if the database does not know permissions, user and group; `mode` is then the file type
  /// alone. dpkg knows them of dpkg-statoverride(1) and of .deb files only.
  bool permissions_known = true;
  bool size_known = true;  ///< False if the database knows neither `size` nor `modified`.
  bool config = false;     ///< %config; dpkg: a conffile.
  bool noreplace = false;  ///< %config(noreplace); dpkg: a conffile. Then `config` is true, too.
  bool ghost = false;      ///< %ghost: listed, but not shipped.
  /// False for %verify(not md5 ...): rpm -V does not compare its content.
  bool content_verified = true;
  /// "ucf" if a script of the package made the file by ucf(1), so that ucf and not the package's
  /// list knows the file and its digest; else empty.
  std::string known_by{};
  /// By one of kAlgorithms; FILEDIGESTS. Empty for directories, links and ghosts, and if the
  /// database or the package file has no digest of the file.
  Digest digest;
  std::string link_target;    ///< FILELINKTOS; empty if the database does not know it.
  std::string user;           ///< FILEUSERNAME
  std::string group;          ///< FILEGROUPNAME
  std::uint64_t size = 0;     ///< FILESIZES or LONGFILESIZES
  std::int64_t modified = 0;  ///< FILEMTIMES; seconds since 1970.

  bool directory() const;  ///< Returns S_ISDIR(mode).
};

/// One package: an installed package, or that of a package file (.rpm, .deb).
struct PackageRecord {
  rules::Nevra nevra;
  std::uint32_t instance = 0;  ///< Record number in the database; 0 for a package file.
  /// INSTALLTIME: seconds since 1970; 0 for a package file. dpkg: when dpkg wrote the file list.
  std::int64_t installed_at = 0;
  /// dpkg has removed the package and kept its configuration files (dpkg state "config-files").
  bool configuration_only = false;
};

/// A hash function with which a set of strings can be searched for a string_view.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};
/// Names without a directory.
using BaseNames = std::unordered_set<std::string, TextHash, std::equal_to<>>;

/// Chooses files of a package: a file is chosen if one of the three sets says so. In all functions
/// a null pointer to a filter means all files, an empty filter no file.
struct FileFilter {
  BaseNames names;  ///< Chooses the files with one of these base names.
  /// Chooses all files right below a directory with one of these base names.
  BaseNames directories;
  /// Chooses all files anywhere below a directory with one of these base names.
  BaseNames ancestors{};

  bool empty() const { return names.empty() && directories.empty() && ancestors.empty(); }
  /// Returns whether the filter chooses the file at an absolute path.
  bool takes(std::string_view path) const;
  /// Returns whether the filter chooses every file right below this directory. A '/' may end the
  /// path.
  bool takes_all_in(std::string_view directory) const;
  bool operator==(const FileFilter& other) const = default;
};

/// An entry of a package's obsoletes: "name < 2-1".
struct Obsoleted {
  std::string name;         ///< OBSOLETENAME
  std::string evr;          ///< OBSOLETEVERSION; empty for every version.
  std::uint32_t sense = 0;  ///< OBSOLETEFLAGS: less 2, greater 4, equal 8.
};

class PackageDatabase {
 public:
  virtual ~PackageDatabase() = default;

  // Packages with PackageRecord::configuration_only count as installed, except for names(),
  // installed(), triggered_by() and a provide in matching().

  /// Returns the installed packages called `name`; may be empty.
  virtual Result<std::vector<PackageRecord>> by_name(const std::string& name) = 0;
  /// Returns the installed packages for what a person types: a name, a NEVRA (or N-V-R, N.A, …), a
  /// glob of names or, if none of these matches, a provide. Sorted by NEVRA; may be empty.
  virtual Result<std::vector<PackageRecord>> matching(const std::string& label) = 0;
  /// Returns the installed package with this record number (PackageRecord::instance); nullopt if
  /// there is none.
  virtual Result<std::optional<PackageRecord>> by_instance(std::uint32_t instance) = 0;
  /// Returns the file list of an installed package: only files that rpm has really installed
  /// (states normal and netshared), and, if `only` is not null, only files that match `only`. Fails
  /// if the package is no longer installed.
  virtual Result<std::vector<FileEntry>> files(const PackageRecord& package,
                                               const FileFilter* only = nullptr) = 0;

  struct Owned {
    PackageRecord package;
    FileEntry file;
  };
  /// Returns the owners of a path, as `rpm -qf` finds them, but without its fall-back to provides.
  /// The path is absolute, as seen from inside the root, and lexically normal. Does not follow a
  /// link in the last component. Sorted by NEVRA; may be empty.
  virtual Result<std::vector<Owned>> owners(const std::string& path) = 0;
  /// Returns owners() of each of these paths, in the order of `paths`; chooses the fastest way for
  /// their number. FileEntry::digest may be missing if owners_have_digests() is false.
  virtual Result<std::vector<std::vector<Owned>>> owners_of(
      const std::vector<std::string>& paths) = 0;
  /// Returns whether owners_of() returns the digests that the package database has.
  virtual bool owners_have_digests() const { return true; }

  /// Returns the names of all installed packages, sorted, each once.
  virtual Result<std::vector<std::string>> names() = 0;

  /// Returns all installed packages, sorted by NEVRA. Faster than the other functions, since it
  /// verifies no digest.
  virtual Result<std::vector<PackageRecord>> installed() = 0;
  /// Returns a text that changes with every installation and erasure, and perhaps with other writes
  /// (rpm --rebuilddb). Cheap. Empty if the database has no such text.
  virtual std::string cookie() = 0;
  /// Returns whether a process holds the lock of a transaction of this database now; false if
  /// nobody can tell.
  virtual bool in_transaction() = 0;
  /// Returns the path of the directory with the database, on the host.
  virtual std::string place() const = 0;

  /// A package with all or some files of its file list.
  struct PackageFile {
    PackageRecord package;
    std::vector<FileEntry> files;
    std::vector<Obsoleted> obsoletes;  ///< Only for a .rpm file.
    /// Calls of update-alternatives(1) in the script that runs once the package is installed
    /// (dpkg's postinst, rpm's %post and %posttrans); only for a package file.
    std::vector<alternatives::Offer> offers{};
  };
  /// Returns what a package file says about itself; a confined process reads the file
  /// (confined_headers.hpp). For a .rpm file the confined process reads the header, and verifies
  /// its digests. For a .deb file it reads the list of the payload, or, with a filter, only the
  /// names of the conffiles and of the files with a sum. Fails with ErrorCode::failed for a file
  /// that cannot be read.
  virtual Result<PackageFile> read_package_file(const std::string& path,
                                                const FileFilter* only = nullptr) = 0;
  /// Returns the installed packages that the header of a .rpm file obsoletes, without packages of
  /// its own name; may be empty, and is empty for a .deb file. Fails as read_package_file().
  virtual Result<std::vector<PackageRecord>> obsoleted_by(const std::string& package_file) = 0;
  /// Returns the installed packages whose maintainer scripts dpkg will run by triggers when a
  /// transaction changes the packages `installed` and installs `package_files`, as far as the file
  /// lists, and the triggers that the packages `installed` declare, tell. Sorted; empty for rpm,
  /// where a package's own scriptlets are part of its transaction. A package file that cannot be
  /// read has no effect.
  virtual Result<std::vector<PackageRecord>> triggered_by(
      const std::vector<PackageRecord>& /*installed*/,
      const std::vector<std::string>& /*package_files*/) {
    return std::vector<PackageRecord>();
  }
  /// Returns whether a script that runs when this installed package is removed (dpkg's prerm and
  /// postrm, rpm's %preun and %postun) has `word` in its text. False for a database without
  /// scripts.
  virtual Result<bool> removal_runs(const PackageRecord& /*package*/, std::string_view /*word*/) {
    return false;
  }
  /// A function of the caller that says whether the caller wants a file. `directory` is that of
  /// FileEntry::path, without a slash at the end. packages_with() calls the function, and does not
  /// keep it.
  using Wanted = std::function<bool(std::string_view directory, std::string_view base_name)>;
  /// Returns the installed packages that have a file which matches `filter` and for which `wanted`
  /// returns true, each with all such files. Sorted by NEVRA. One pass over the whole database.
  virtual Result<std::vector<PackageFile>> packages_with(const FileFilter& filter,
                                                         const Wanted& wanted) = 0;

  /// Returns how the header of an installed package is signed; Signature::md5sums for dpkg. Fails
  /// with rpm's message if the signature is bad.
  virtual Result<Signature> signature(const PackageRecord& package) = 0;
  /// Returns whether callers may trust the digests of a package only if its signature() is
  /// Signature::key (policy `require_signature`).
  virtual bool requires_signature() const { return false; }
};

class ConfinedHeaders;
class StandIn;
struct RecordedPackages;

/// Which database to open, and how.
struct DatabaseOptions {
  std::string root = "/";          ///< As rpm's --root; absolute.
  std::string dbpath;              ///< Inside the root, as in rpm; empty for the system's default.
  bool require_signature = false;  ///< What PackageDatabase::requires_signature() returns.
  /// Directory of monit-pkgmap-headers and monit-pkgmap-debs; empty for libexec_directory().
  std::string libexec{};
  /// Whether to open the database of rpm or dpkg; nullopt: package_system_of() finds out.
  std::optional<rules::PackageSystem> system{};
  /// What start_reader() returned. If null, the database starts a reader for the first package
  /// file.
  std::shared_ptr<ConfinedHeaders> reader{};
  /// The packages of a bundle. If set, the database answers from these packages, whatever package
  /// system the root has. Null without a bundle.
  std::shared_ptr<const RecordedPackages> recorded{};
  /// The StandIn of `root`, for the module of rpm, which has its own copy of stand_in_of(); set by
  /// open_package_database(). Null if the root stands in for no other place.
  StandIn* stand_in = nullptr;
};

/// Returns the system that installed the packages of a host. The first of these that applies:
/// - with DatabaseOptions::recorded: the system of the recorded packages;
/// - with DatabaseOptions::system: this system;
/// - dpkg if `dbpath` has dpkg's files or, without `dbpath`, if dpkg says that it is installed
///   itself and owns /usr/bin/dpkg;
/// - rpm.
/// Never fails.
rules::PackageSystem package_system_of(const DatabaseOptions& options);

/// Starts the confined process that reads package files, so that it gets ready while the caller
/// does something else. Never fails, and never returns null: if the process did not start, reading
/// the first package file tries again.
std::shared_ptr<ConfinedHeaders> start_reader(const DatabaseOptions& options);

/// Gets ready for open_package_database(), in a thread of its own, while the caller does something
/// else: loads librpm and reads its settings, unless the packages may be those of dpkg. Only saves
/// time.
void expect_package_database(const DatabaseOptions& options);

/// Opens the database for reading; never returns null. Fails with ErrorCode::package_database if
/// the database is missing, of a kind that librpm does not know, or unreadable.
Result<std::unique_ptr<PackageDatabase>> open_package_database(const DatabaseOptions& options);

/// The locks that a transaction holds: the lock of rpm, or the locks of the front end (apt-get) and
/// of dpkg itself. Opens no database, since it may be half written or missing.
class TransactionLock {
 public:
  /// Finds the files of the locks, so that holder() is cheap. Never fails.
  explicit TransactionLock(const DatabaseOptions& options);

  /// Returns the pid of the process that holds the lock now, 0 or less if this process cannot see
  /// the holder (lock_holder.hpp). Returns nullopt if no process holds the lock, if the file of the
  /// lock cannot be opened, or if the place of the database is unknown. If both locks of dpkg are
  /// held, returns the holder of the lock of the front end.
  std::optional<int> holder() const;

 private:
  std::vector<std::string> files_;  ///< Empty if the place of the database is unknown.
};

}  // namespace pkgmap
