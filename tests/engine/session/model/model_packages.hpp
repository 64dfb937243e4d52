// The package database of the model: it answers from the packages of a machine.
#pragma once

#include <string>
#include <vector>

#include "engine/packages/package_database.hpp"
#include "tests/engine/session/model/machine.hpp"

namespace pkgmap::model {

class ModelPackages : public PackageDatabase {
 public:
  /// The machine must outlive it.
  explicit ModelPackages(Machine& machine) : machine_(machine) {}

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
  bool in_transaction() override { return machine_.transaction_holder.has_value(); }
  std::string place() const override { return machine_.package_place; }
  Result<PackageFile> read_package_file(const std::string& path, const FileFilter* only) override;
  Result<std::vector<PackageRecord>> obsoleted_by(const std::string& rpm) override;
  Result<std::vector<PackageFile>> packages_with(const FileFilter& filter,
                                                 const Wanted& wanted) override;
  Result<Signature> signature(const PackageRecord& package) override;

 private:
  std::optional<Error> fails();

  Machine& machine_;
};

}  // namespace pkgmap::model
