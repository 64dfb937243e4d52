// The package database of dpkg, read from dpkg's own files; no library and no program of dpkg runs.
//
// The status is read once, when the database is opened: an object answers with the packages of that
// moment. The first question for owners is one pass over all file lists; the second one reads them
// into an index. Not thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/packages/confined_headers.hpp"
#include "engine/packages/dpkg/admin_directory.hpp"
#include "engine/packages/dpkg/layout.hpp"
#include "engine/packages/dpkg/list_index.hpp"
#include "engine/packages/dpkg/package_files.hpp"
#include "engine/packages/dpkg/status.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/system/files/path_resolver.hpp"
#include "engine/system/files/root_directory.hpp"

namespace pkgmap::dpkg {

class DpkgDatabase final : public PackageDatabase {
 public:
  /// `options` are those of open_package_database().
  DpkgDatabase(AdminDirectory directory, Status status, Layout layout,
               const DatabaseOptions& options);

  Result<std::vector<PackageRecord>> by_name(const std::string& name) override;
  Result<std::vector<PackageRecord>> matching(const std::string& label) override;
  Result<std::optional<PackageRecord>> by_instance(std::uint32_t instance) override;
  Result<std::vector<FileEntry>> files(const PackageRecord& package,
                                       const FileFilter* only) override;
  Result<std::vector<Owned>> owners(const std::string& path) override;
  Result<std::vector<std::vector<Owned>>> owners_of(const std::vector<std::string>& paths) override;
  Result<std::vector<std::string>> names() override;
  Result<std::vector<PackageRecord>> installed() override;
  std::string cookie() override;
  bool in_transaction() override;
  std::string place() const override { return directory_.path(); }
  Result<PackageFile> read_package_file(const std::string& path, const FileFilter* only) override;
  Result<std::vector<PackageRecord>> obsoleted_by(const std::string& package_file) override;
  Result<std::vector<PackageFile>> packages_with(const FileFilter& filter,
                                                 const Wanted& wanted) override;
  Result<Signature> signature(const PackageRecord& package) override;
  bool requires_signature() const override { return require_signature_; }

 private:
  /// A line of a package's list.
  struct Listed {
    std::uint32_t package;  ///< Number in Status::packages().
    std::string path;
  };
  /// A path in lists that may mean an asked file.
  struct Spelling {
    std::size_t asked;  ///< Number of the asked path.
    std::string path;
    const Diversion* diversion;  ///< Of this path, or to the asked one; may be null.
    bool diverted;               ///< Whether the diversion leads to the asked path.
  };
  PackageRecord record_of(const StatusPackage& package) const;
  template <class Predicate>
  std::vector<PackageRecord> records(Predicate is_meant) const;
  Result<PackageFiles*> files_of(const StatusPackage& package);
  Result<const ListIndex*> index();
  void add_spellings(std::size_t number, const std::string& path, std::vector<Spelling>& spellings);
  Done look_up(const std::vector<Spelling>& spellings, std::vector<std::vector<Listed>>& found);
  Result<std::vector<std::vector<Listed>>> listed_at(const std::vector<std::string>& paths);

  AdminDirectory directory_;
  Status status_;
  Layout layout_;
  RootDirectory root_;
  PathResolver paths_;
  bool require_signature_;
  bool has_asked_ = false;  ///< For owners, once.
  std::optional<ListIndex> index_;
  std::unordered_map<std::uint32_t, std::unique_ptr<PackageFiles>> files_;  ///< By record number.
  ConfinedHeaders debs_;
};

/// As open_package_database(), of dpkg's database.
Result<std::unique_ptr<PackageDatabase>> open_database(const DatabaseOptions& options);

/// Returns whether the directory of the options has dpkg's files.
bool has_files_of_dpkg(const DatabaseOptions& options);
/// Returns whether dpkg installed the host: its status has the package dpkg, which owns
/// /usr/bin/dpkg.
bool installed_the_host(const DatabaseOptions& options);

/// Returns the files whose locks a transaction of dpkg holds: that of the frontend, that of dpkg.
std::vector<std::string> lock_files(const DatabaseOptions& options);

}  // namespace pkgmap::dpkg
