#include "engine/facts/link_groups.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/system/files/paths.hpp"
#include "engine/system/files/regular_file.hpp"
#include "engine/system/files/root_directory.hpp"
#include "engine/system/io.hpp"

namespace pkgmap {
namespace {

using rules::AlternativesTool;

constexpr std::size_t kMostGroups = 4096;
constexpr std::size_t kMostBytesOfGroup = std::size_t{1} << 20U;

// A writer that moves the directory aside cannot be told from root, who moved it.
bool belongs_to_root_alone(const RootDirectory& root, const std::string& directory) {
  struct stat status {};
  return root.stat(directory, false, status) == 0 && S_ISDIR(status.st_mode) &&
         who_else_writes(status).empty();
}

std::optional<std::string> text_of_group(const RootDirectory& root, const std::string& path) {
  const RegularFile file = open_regular_without_link(root, path);
  if (!file || !who_else_writes(file.status).empty()) return std::nullopt;
  std::optional<std::string> text = read_to_end(file.fd.get(), kMostBytesOfGroup);
  if (text && text->size() > kMostBytesOfGroup) return std::nullopt;
  return text;
}

// dpkg writes NAME.dpkg-tmp beside NAME, chkconfig NAME.new.
bool is_half_written(const std::string& name) {
  return name.ends_with(".dpkg-tmp") || name.ends_with(".new") || name.starts_with(".");
}

}  // namespace

void LinkGroups::read_directory(const std::string& path, AlternativesTool tool) {
  const RootDirectory root(root_);
  if (!belongs_to_root_alone(root, path)) return;
  std::vector<std::string> names = root.list(path).value_or(std::vector<std::string>());
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) {
    if (groups_.size() >= kMostGroups) return;
    if (is_half_written(name) || groups_.contains(name)) continue;
    const auto text = text_of_group(root, path + "/" + name);
    auto group = text ? alternatives::read_link_group(name, *text) : std::nullopt;
    if (group) groups_.emplace(name, Group{std::move(*group), tool});
  }
}

// dpkg has its groups beside its other files, as has the update-alternatives of dpkg that SUSE had
// beside those of rpm. On a host of rpm the other two may be there.
void LinkGroups::read_all() {
  has_read_ = true;
  // A bundle has the place that its host had, which is no place of this host.
  const std::string top = inside_root(root_, "/");
  if (place_.starts_with(top)) {
    read_directory("/" + place_.substr(top.size()) + "/alternatives", AlternativesTool::dpkg);
  }
  read_directory("/var/lib/dpkg/alternatives", AlternativesTool::dpkg);
  read_directory("/var/lib/alternatives", AlternativesTool::chkconfig);
  for (const auto& [name, known] : groups_) {
    for (std::size_t i = 0; i < known.group.links.size(); ++i) {
      members_.emplace(known.group.links[i].name, Member{&known.group, i, known.tool});
    }
  }
}

const LinkGroups::Member* LinkGroups::of(const std::string& name) {
  if (!has_read_) read_all();
  const auto found = members_.find(name);
  return found == members_.end() ? nullptr : &found->second;
}

}  // namespace pkgmap
