// The package database of librpm.
//
// Look-ups use librpm's indexes; if the indexes are missing, the first look-up reads all headers
// and keeps the result (scan.hpp). For many paths, and for paths of another root, one pass over all
// headers finds the owners (owners.hpp), since librpm would resolve paths of another root by links
// of the running system. Not thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/packages/confined_headers.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/packages/rpm/connection.hpp"
#include "engine/packages/rpm/scan.hpp"
#include "engine/system/files/path_resolver.hpp"

namespace pkgmap::rpm {

class RpmDatabase final : public PackageDatabase {
 public:
  /// `connection` is open; `options` are those of open_package_database().
  RpmDatabase(std::unique_ptr<RpmConnection> connection, const DatabaseOptions& options);

  Result<std::vector<PackageRecord>> by_name(const std::string& name) override;
  Result<std::vector<PackageRecord>> matching(const std::string& label) override;
  Result<std::optional<PackageRecord>> by_instance(std::uint32_t instance) override;
  Result<std::vector<FileEntry>> files(const PackageRecord& package,
                                       const FileFilter* only) override;
  Result<std::vector<Owned>> owners(const std::string& path) override;
  Result<std::vector<std::vector<Owned>>> owners_of(const std::vector<std::string>& paths) override;
  Result<std::vector<std::string>> names() override;
  Result<std::vector<PackageRecord>> installed() override;
  std::string cookie() override { return connection_->cookie(); }
  bool in_transaction() override { return connection_->in_transaction(); }
  std::string place() const override { return connection_->location().directory; }
  Result<PackageFile> read_package_file(const std::string& path, const FileFilter* only) override;
  Result<std::vector<PackageRecord>> obsoleted_by(const std::string& rpm) override;
  Result<std::vector<PackageFile>> packages_with(const FileFilter& filter,
                                                 const Wanted& wanted) override;
  Result<bool> removal_runs(const PackageRecord& package, std::string_view word) override;
  Result<Signature> signature(const PackageRecord& package) override;
  bool requires_signature() const override { return require_signature_; }

 private:
  using Records = Result<std::vector<PackageRecord>>;
  Records all();
  Records with_provide(const std::string& provide);
  Records matching_glob(const std::string& pattern);
  Records matching_label(const std::string& label);
  bool has_index_of_paths() const;
  Result<const Scan*> scan();

  std::unique_ptr<RpmConnection> connection_;
  bool foreign_root_;
  bool require_signature_;
  PathResolver paths_;
  std::optional<Scan> scan_;
  std::unordered_map<std::uint32_t, Result<Signature>> signatures_;  ///< By record number.
  std::shared_ptr<ConfinedHeaders> headers_;
};

/// Opens rpm's database, as open_package_database() does. DatabaseOptions::reader must not be null.
Result<std::unique_ptr<PackageDatabase>> open_database(const DatabaseOptions& options);

/// Returns the files whose locks a transaction of rpm holds; empty if the place of the database is
/// unknown.
std::vector<std::string> lock_files(const DatabaseOptions& options);

}  // namespace pkgmap::rpm
