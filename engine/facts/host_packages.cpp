#include "engine/facts/host_packages.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <unordered_set>
#include <utility>

#include "engine/facts/gather.hpp"
#include "engine/system/files/path_resolver.hpp"

namespace pkgmap {
namespace {

using Positions = std::vector<std::size_t>;

void add_once(Positions& numbers, std::size_t number) {
  if (std::find(numbers.begin(), numbers.end(), number) == numbers.end()) numbers.push_back(number);
}

/// Numbers of the checks that name a path, or that watch the directory of it.
class Named {
 public:
  explicit Named(const std::vector<rules::CheckFacts>& checks) {
    for (std::size_t i = 0; i < checks.size(); ++i) {
      for (const std::string& path : paths_of(checks[i])) add(path, i);
      for (const std::string& path : libraries_of(checks[i])) add(path, i);
      if (checks[i].check->type != monitrc::CheckType::directory) continue;
      for (const std::string& hop : checks[i].path.hops) add_once(directories_[hop], i);
    }
  }

  /// Whether paths alone say which files are named, and no directory of them does.
  bool only_paths() const { return directories_.empty(); }

  /// Returns every path that a check names, each once. Those of one check stand together: they
  /// often belong to one package, which PackageDatabase::owners_of() then reads once.
  const std::vector<std::string>& paths() const { return in_order_; }

  bool any(const std::string& path) const {
    return paths_.contains(path) || directories_.contains(directory_of(path));
  }

  /// Returns the checks that this file is evidence for.
  Positions by(const std::string& path) const {
    Positions found;
    for (const auto& [map, key] :
         {std::pair(&paths_, path), std::pair(&directories_, directory_of(path))}) {
      const auto checks = map->find(key);
      if (checks == map->end()) continue;
      for (const std::size_t check : checks->second) add_once(found, check);
    }
    return found;
  }

 private:
  void add(const std::string& path, std::size_t check) {
    const auto [named, is_new] = paths_.try_emplace(path);
    if (is_new) in_order_.push_back(path);
    add_once(named->second, check);
  }

  std::vector<std::string> in_order_;
  std::unordered_map<std::string, Positions> paths_;
  std::unordered_map<std::string, Positions> directories_;
};

// A directory is shared if packages of several names own it.
void note_shared(std::vector<rules::PackageFacts>& packages) {
  std::unordered_map<std::string, std::string> first;
  std::unordered_map<std::string, bool> several;
  for (const auto& package : packages) {
    for (const auto& file : package.files) {
      if (!file.directory) continue;
      const auto [owner, added] = first.emplace(file.path, package.nevra.name);
      if (!added && owner->second != package.nevra.name) several[file.path] = true;
    }
  }
  for (auto& package : packages) {
    for (auto& file : package.files) file.shared = file.directory && several.contains(file.path);
  }
}

using PackageFiles = std::vector<PackageDatabase::PackageFile>;

// Two paths may mean one file.
void keep_once(std::vector<FileEntry>& files) {
  std::sort(files.begin(), files.end(),
            [](const FileEntry& a, const FileEntry& b) { return a.path < b.path; });
  files.erase(std::unique(files.begin(), files.end(),
                          [](const FileEntry& a, const FileEntry& b) { return a.path == b.path; }),
              files.end());
}

// Asks for the owners of each path: the database has an index of paths.
Result<PackageFiles> found_by_paths(const Named& named, const std::vector<std::string>& more,
                                    PackageDatabase& database) {
  std::vector<std::string> paths = named.paths();
  std::copy_if(more.begin(), more.end(), std::back_inserter(paths),
               [&](const std::string& path) { return !named.any(path); });
  auto owners = database.owners_of(paths);
  if (!owners) return owners.error();
  std::map<std::pair<std::string, std::uint32_t>, PackageDatabase::PackageFile> by_package;
  for (auto& of_one_path : *owners) {
    for (PackageDatabase::Owned& owned : of_one_path) {
      const PackageRecord& package = owned.package;
      auto& found = by_package[{package.nevra.text(), package.instance}];
      found.package = package;
      found.files.push_back(std::move(owned.file));
    }
  }
  PackageFiles packages;
  for (auto& [key, package] : by_package) {
    keep_once(package.files);
    packages.push_back(std::move(package));
  }
  return packages;
}

// Looks at the files of all packages.
Result<PackageFiles> found_by_pass(const std::vector<rules::CheckFacts>& checks, const Named& named,
                                   const std::vector<std::string>& more, PackageDatabase& database,
                                   PathResolver& paths) {
  FileFilter filter = files_named_by(checks);
  for (const std::string& path : more) filter.names.insert(base_name_of(path));
  const std::unordered_set<std::string> more_paths(more.begin(), more.end());
  // Most files with such a base name lie in other directories; they are not collected.
  const auto wanted = [&](std::string_view directory, std::string_view name) {
    const std::string& place = paths.directory(std::string(directory));
    const std::string path = (place == "/" ? "" : place) + "/" + std::string(name);
    return more_paths.contains(path) || named.any(path);
  };
  return database.packages_with(filter, wanted);
}

}  // namespace

Result<HostPackages> find_host_packages(const std::vector<rules::CheckFacts>& checks,
                                        const std::vector<std::string>& more,
                                        PackageDatabase& database, const std::string& root) {
  const Named named(checks);
  PathResolver paths(root);
  HostPackages host;
  host.candidates.resize(checks.size());
  for (const std::string& path : more) host.owner_of_more.emplace(path, "");
  auto found = named.only_paths() && database.owners_have_digests()
                   ? found_by_paths(named, more, database)
                   : found_by_pass(checks, named, more, database, paths);
  if (!found) return found.error();
  for (PackageDatabase::PackageFile& package : *found) {
    const std::size_t number = host.packages.size();
    rules::PackageFacts facts{package.package.nevra, true, false, {}};
    for (FileEntry& file : package.files) {
      std::string path = paths.as_owned(file.path);
      if (const auto asked = host.owner_of_more.find(path); asked != host.owner_of_more.end()) {
        asked->second = package.package.nevra.name;
      }
      const Positions meant = named.by(path);
      for (const std::size_t check : meant) add_once(host.candidates[check], number);
      if (meant.empty()) continue;
      facts.files.push_back(
          {path, file.path, file.directory(), file.ghost, !file.content_verified});
      if (file.digest.known()) {
        host.owners[path].push_back({number, package.package.installed_at, std::move(file)});
      }
    }
    if (!facts.files.empty()) host.packages.push_back(std::move(facts));
  }
  note_shared(host.packages);
  return host;
}

}  // namespace pkgmap
