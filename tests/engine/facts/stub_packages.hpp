// A package database of one test: it has these files, or cannot be read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/packages/package_database.hpp"

namespace pkgmap::test {

class StubPackages : public PackageDatabase {
 public:
  /// The owners of every path; nullopt makes all functions fail.
  std::optional<std::vector<Owned>> owned;

  Result<std::vector<PackageRecord>> by_name(const std::string&) override { return failed(); }
  Result<std::vector<PackageRecord>> matching(const std::string&) override { return failed(); }
  Result<std::optional<PackageRecord>> by_instance(std::uint32_t) override { return failed(); }
  Result<std::vector<FileEntry>> files(const PackageRecord&, const FileFilter*) override {
    return failed();
  }
  Result<std::vector<Owned>> owners(const std::string&) override {
    if (!owned) return failed();
    return *owned;
  }
  Result<std::vector<std::vector<Owned>>> owners_of(
      const std::vector<std::string>& paths) override {
    if (!owned) return failed();
    return std::vector<std::vector<Owned>>(paths.size(), *owned);
  }
  Result<std::vector<std::string>> names() override { return failed(); }
  Result<std::vector<PackageRecord>> installed() override { return failed(); }
  std::string cookie() override { return {}; }
  bool in_transaction() override { return false; }
  std::string place() const override { return "/var/lib/rpm"; }
  Result<PackageFile> read_package_file(const std::string&, const FileFilter*) override {
    return failed();
  }
  Result<std::vector<PackageRecord>> obsoleted_by(const std::string&) override { return failed(); }
  Result<std::vector<PackageFile>> packages_with(const FileFilter&, const Wanted&) override {
    return failed();
  }
  Result<Signature> signature(const PackageRecord&) override { return failed(); }

 private:
  static Error failed() { return {ErrorCode::package_database, "it cannot be read", {}, {}}; }
};

}  // namespace pkgmap::test
