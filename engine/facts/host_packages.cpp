#include "engine/facts/host_packages.hpp"

#include <algorithm>
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
      for (const std::string& path : paths_of(checks[i])) add_once(paths_[path], i);
      for (const std::string& path : libraries_of(checks[i])) add_once(paths_[path], i);
      if (checks[i].check->type != monitrc::CheckType::directory) continue;
      for (const std::string& hop : checks[i].path.hops) add_once(directories_[hop], i);
    }
  }

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

}  // namespace

Result<HostPackages> find_host_packages(const std::vector<rules::CheckFacts>& checks,
                                        const std::vector<std::string>& more,
                                        PackageDatabase& database, const std::string& root) {
  FileFilter filter = files_named_by(checks);
  for (const std::string& path : more) filter.names.insert(base_name_of(path));
  const Named named(checks);
  PathResolver paths(root);
  HostPackages host;
  host.candidates.resize(checks.size());
  for (const std::string& path : more) host.owner_of_more.emplace(path, "");
  // Most files with such a base name lie in other directories; they are not collected.
  const auto wanted = [&](std::string_view directory, std::string_view name) {
    const std::string& place = paths.directory(std::string(directory));
    const std::string path = (place == "/" ? "" : place) + "/" + std::string(name);
    return host.owner_of_more.contains(path) || named.any(path);
  };
  auto found = database.packages_with(filter, wanted);
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
      facts.files.push_back({path, file.path, file.directory(), file.ghost, false});
      if (!file.digest.empty()) {
        host.owners[path].push_back({number, package.package.installed_at, std::move(file)});
      }
    }
    if (!facts.files.empty()) host.packages.push_back(std::move(facts));
  }
  note_shared(host.packages);
  return host;
}

}  // namespace pkgmap
