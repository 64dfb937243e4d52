// The package database of librpm.
//
// Look-ups use librpm's indexes; where these are missing, or a foreign root makes its comparison
// of paths meaningless, one scan of all headers is made and kept. Not thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/packages/confined_headers.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/packages/rpm/connection.hpp"
#include "engine/packages/rpm/scan.hpp"
#include "engine/system/paths.hpp"

namespace pkgmap::rpm {

class RpmDatabase final : public PackageDatabase {
 public:
  RpmDatabase(std::unique_ptr<Connection> connection, const std::string& root,
              std::string headers_program);

  Result<std::vector<PackageRecord>> by_name(const std::string& name) override;
  Result<std::vector<PackageRecord>> matching(const std::string& label) override;
  Result<std::optional<PackageRecord>> by_instance(std::uint32_t instance) override;
  Result<std::vector<FileEntry>> files(const PackageRecord& package,
                                       const BaseNames* only) override;
  Result<std::vector<Owned>> owners(const std::string& path) override;
  Result<std::vector<std::string>> names() override;
  Result<PackageFile> read_package_file(const std::string& path, const BaseNames* only) override;

 private:
  using Records = Result<std::vector<PackageRecord>>;
  Records all();
  Records with_provide(const std::string& provide);
  Records matching_glob(const std::string& pattern);
  Records matching_label(const std::string& label);
  Done owners_by_index(const std::string& path, std::vector<Owned>& owners);
  Done owners_by_scan(const std::string& path, std::vector<Owned>& owners);
  Result<const Scan*> scan();

  std::unique_ptr<Connection> connection_;
  bool foreign_root_;
  DirectoryResolver directories_;
  std::optional<Scan> scan_;
  ConfinedHeaders headers_;
};

}  // namespace pkgmap::rpm
