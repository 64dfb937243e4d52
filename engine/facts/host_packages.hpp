// The installed packages that own anything that the checks of a host name: found in one pass over
// the package database, however many checks and packages there are.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "engine/packages/package_database.hpp"
#include "engine/system/result.hpp"
#include "rules/facts.hpp"

namespace pkgmap {

struct HostPackages {
  std::vector<rules::PackageFacts> packages;
  /// For each check the numbers of the packages that own something which it names.
  std::vector<std::vector<std::size_t>> candidates;

  struct Owned {
    std::size_t package = 0;
    std::int64_t installed_at = 0;  ///< As PackageRecord::installed_at.
    FileEntry file;
  };
  /// By resolved path; files only, those that checks name themselves.
  std::unordered_map<std::string, std::vector<Owned>> owners;
  /// Of the `more` paths that were asked for beside the checks', the names of their owners.
  std::unordered_map<std::string, std::string> owner_of_more;
};

Result<HostPackages> find_host_packages(const std::vector<rules::CheckFacts>& checks,
                                        const std::vector<std::string>& more,
                                        PackageDatabase& database, const std::string& root);

}  // namespace pkgmap
