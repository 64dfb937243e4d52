#include "tests/engine/session/model/model_packages.hpp"

#include <utility>

#include "engine/system/files/paths.hpp"
#include "tests/engine/session/model/digests.hpp"

namespace pkgmap::model {
namespace {

PackageRecord record_of(const ModelPackage& package) {
  return {
      {package.name, "", std::to_string(package.version), "1", "noarch"}, 1, package.installed_at};
}

FileEntry entry_of(const std::string& path, const std::string& content) {
  FileEntry entry;
  entry.path = path;
  entry.digest = {Algorithm::sha256, digest_of_text(content, Algorithm::sha256)};
  return entry;
}

}  // namespace

std::optional<Error> ModelPackages::fails() {
  if (machine_.packages_unreadable) {
    return Error{ErrorCode::package_database, "the package database cannot be read"};
  }
  return machine_.faults.come("packages.ask");
}

Result<std::vector<PackageRecord>> ModelPackages::by_name(const std::string& name) {
  if (auto failed = fails()) return *std::move(failed);
  std::vector<PackageRecord> found;
  for (const ModelPackage& package : machine_.packages) {
    if (package.name != name || !(package.installed || package.configuration_only)) continue;
    found.push_back(record_of(package));
    found.back().configuration_only = !package.installed;
  }
  return found;
}

Result<std::vector<PackageRecord>> ModelPackages::matching(const std::string& label) {
  return by_name(label);
}

Result<std::optional<PackageRecord>> ModelPackages::by_instance(std::uint32_t /*instance*/) {
  return std::optional<PackageRecord>{};
}

Result<std::vector<FileEntry>> ModelPackages::files(const PackageRecord& package,
                                                    const FileFilter* /*only*/) {
  if (auto failed = fails()) return *std::move(failed);
  std::vector<FileEntry> files;
  for (const ModelPackage& known : machine_.packages) {
    if (known.name != package.nevra.name || !known.installed) continue;
    for (const auto& [path, content] : known.files) files.push_back(entry_of(path, content));
  }
  return files;
}

Result<std::vector<PackageDatabase::Owned>> ModelPackages::owners(const std::string& path) {
  if (auto failed = fails()) return *std::move(failed);
  std::vector<Owned> owners;
  for (const ModelPackage& package : machine_.packages) {
    if (!package.installed) continue;
    const auto file = package.files.find(path);
    if (file != package.files.end()) {
      owners.push_back({record_of(package), entry_of(path, file->second)});
    } else if (package.ghosts.contains(path)) {
      FileEntry ghost;
      ghost.path = path;
      ghost.ghost = true;
      owners.push_back({record_of(package), std::move(ghost)});
    }
  }
  return owners;
}

Result<std::vector<std::vector<PackageDatabase::Owned>>> ModelPackages::owners_of(
    const std::vector<std::string>& paths) {
  std::vector<std::vector<Owned>> found;
  for (const std::string& path : paths) {
    auto of_path = owners(path);
    if (!of_path) return of_path.error();
    found.push_back(*std::move(of_path));
  }
  return found;
}

Result<std::vector<std::string>> ModelPackages::names() {
  if (auto failed = fails()) return *std::move(failed);
  std::vector<std::string> names;
  for (const ModelPackage& package : machine_.packages) {
    if (package.installed) names.push_back(package.name);
  }
  return names;
}

Result<std::vector<PackageRecord>> ModelPackages::installed() {
  if (auto failed = fails()) return *std::move(failed);
  std::vector<PackageRecord> records;
  for (const ModelPackage& package : machine_.packages) {
    if (package.installed) records.push_back(record_of(package));
  }
  return records;
}

std::string ModelPackages::cookie() {
  if (!machine_.packages_have_cookie) return {};
  std::string cookie = std::to_string(machine_.rebuilds);
  for (const ModelPackage& package : machine_.packages) {
    if (package.installed) cookie += " " + package.nevra() + std::to_string(package.installed_at);
  }
  return cookie;
}

Result<PackageDatabase::PackageFile> ModelPackages::read_package_file(const std::string& path,
                                                                      const FileFilter* /*only*/) {
  return Error{ErrorCode::package_database, path + ": No such file or directory"};
}

// The model has no .rpm files, and its packages obsolete no other package.
Result<std::vector<PackageRecord>> ModelPackages::obsoleted_by(const std::string& rpm) {
  return Error{ErrorCode::package_database, rpm + ": No such file or directory"};
}

Result<std::vector<PackageDatabase::PackageFile>> ModelPackages::packages_with(
    const FileFilter& filter, const Wanted& wanted) {
  if (auto failed = fails()) return *std::move(failed);
  std::vector<PackageFile> found;
  for (const ModelPackage& package : machine_.packages) {
    if (!package.installed) continue;
    PackageFile one{record_of(package), {}, {}};
    for (const auto& [path, content] : package.files) {
      const std::string directory = directory_of(path);
      const std::string name = base_name_of(path);
      const bool taken =
          filter.names.contains(name) || filter.directories.contains(base_name_of(directory));
      if (taken && wanted(directory, name)) one.files.push_back(entry_of(path, content));
    }
    if (!one.files.empty()) found.push_back(std::move(one));
  }
  return found;
}

Result<Signature> ModelPackages::signature(const PackageRecord& package) {
  if (auto failed = fails()) return *std::move(failed);
  for (const ModelPackage& known : machine_.packages) {
    if (known.name == package.nevra.name) return known.signature;
  }
  return Signature::none;
}

}  // namespace pkgmap::model
