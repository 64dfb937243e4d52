// The package database of dpkg, read from dpkg's own files; no library and no program of dpkg runs.
//
// Each function answers from one state of these files, the present one (snapshot.hpp): if dpkg has
// written since the last call, the function reads everything anew. If dpkg writes during five
// readings in a row, the answer may mix two states. Not thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/packages/confined_headers.hpp"
#include "engine/packages/dpkg/admin_directory.hpp"
#include "engine/packages/dpkg/snapshot.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/system/files/path_resolver.hpp"
#include "engine/system/files/root_directory.hpp"

namespace pkgmap::dpkg {

class DpkgDatabase final : public PackageDatabase {
 public:
  /// `options` are those of open_package_database(); DatabaseOptions::reader must not be null.
  /// Reads no file yet.
  DpkgDatabase(AdminDirectory directory, const DatabaseOptions& options);
  DpkgDatabase(const DpkgDatabase&) = delete;
  DpkgDatabase& operator=(const DpkgDatabase&) = delete;

  /// Returns the present state, which this object owns; valid until the next call of any function.
  /// Reads dpkg's files only if dpkg has written since the last call. Returns an Error if a file
  /// cannot be read or is damaged.
  Result<Snapshot*> now();

  Result<std::vector<PackageRecord>> by_name(const std::string& name) override;
  Result<std::vector<PackageRecord>> matching(const std::string& label) override;
  Result<std::optional<PackageRecord>> by_instance(std::uint32_t instance) override;
  Result<std::vector<FileEntry>> files(const PackageRecord& package,
                                       const FileFilter* only) override;
  Result<std::vector<Owned>> owners(const std::string& path) override;
  Result<std::vector<std::vector<Owned>>> owners_of(const std::vector<std::string>& paths) override;
  bool owners_have_digests() const override { return false; }
  Result<std::vector<std::string>> names() override;
  Result<std::vector<PackageRecord>> installed() override;
  std::string cookie() override;
  bool in_transaction() override;
  std::string place() const override { return directory_.path(); }
  Result<PackageFile> read_package_file(const std::string& path, const FileFilter* only) override;
  Result<std::vector<PackageRecord>> obsoleted_by(const std::string& package_file) override;
  Result<std::vector<PackageFile>> packages_with(const FileFilter& filter,
                                                 const Wanted& wanted) override;
  Result<std::vector<PackageRecord>> triggered_by(
      const std::vector<PackageRecord>& installed,
      const std::vector<std::string>& package_files) override;
  Result<bool> removal_runs(const PackageRecord& package, std::string_view word) override;
  Result<Signature> signature(const PackageRecord& package) override;
  bool requires_signature() const override { return require_signature_; }

 private:
  template <class Question>
  auto ask(Question question) -> decltype(question(*now().value()));
  PackageRecord record_of(const StatusPackage& package) const;
  template <class Predicate>
  std::vector<PackageRecord> records(const Snapshot& state, Predicate is_meant) const;
  std::vector<PackageRecord> matching(const Snapshot& state, const std::string& label) const;
  Result<std::vector<FileEntry>> files(Snapshot& state, const PackageRecord& package,
                                       const FileFilter* only) const;
  Result<std::vector<Owned>> owners(Snapshot& state, const std::string& path) const;
  Result<std::vector<PackageFile>> packages_with(Snapshot& state, const FileFilter& filter,
                                                 const Wanted& wanted) const;

  const AdminDirectory directory_;
  const RootDirectory root_;
  PathResolver paths_;
  const bool require_signature_;
  std::shared_ptr<ConfinedHeaders> debs_;
  std::unique_ptr<Snapshot> snapshot_;  ///< Null before the first question.
};

/// Opens dpkg's database, and reads it once. Fails with ErrorCode::package_database if there is
/// none, or if a file cannot be read or is damaged. DatabaseOptions::reader must not be null.
Result<std::unique_ptr<PackageDatabase>> open_database(const DatabaseOptions& options);

}  // namespace pkgmap::dpkg
