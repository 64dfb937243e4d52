#include "engine/packages/dpkg/path_owners.hpp"

#include <algorithm>
#include <utility>

#include "engine/system/files/paths.hpp"

namespace pkgmap::dpkg {
namespace {

// Two spellings of one path may be lines of one package.
void in_order_and_once(std::vector<Listed>& lines) {
  std::stable_sort(lines.begin(), lines.end(), [](const Listed& left, const Listed& right) {
    return left.package < right.package;
  });
  const auto same = [](const Listed& left, const Listed& right) {
    return left.package == right.package;
  };
  lines.erase(std::unique(lines.begin(), lines.end(), same), lines.end());
}

}  // namespace

Result<const ListIndex*> PathOwners::index() {
  if (!index_) {
    Result<ListIndex> read = ListIndex::read(directory_, status_, ucf_);
    if (!read) return read.error();
    index_ = std::move(*read);
  }
  return &*index_;
}

// A file lies where a list says, unless it is diverted, or where a diversion leads.
void PathOwners::add_spellings(std::size_t number, const std::string& path,
                               std::vector<Spelling>& spellings) {
  for (std::string& spelling : layout_.spellings(path)) {
    const Diversion* diversion = layout_.diversion_of(spelling);
    spellings.push_back({number, std::move(spelling), diversion, false});
  }
  for (const Diversion* diversion : layout_.diversions_to(path)) {
    for (std::string& from : layout_.spellings(diversion->from)) {
      spellings.push_back({number, std::move(from), diversion, true});
    }
  }
}

Result<PathOwners::Numbers> PathOwners::packages_of(const std::vector<Spelling>& spellings) {
  if (!has_asked_) {
    has_asked_ = true;
    std::vector<std::string_view> paths;
    paths.reserve(spellings.size());
    for (const Spelling& spelling : spellings) paths.push_back(spelling.path);
    return packages_listing(directory_, status_, ucf_, paths);
  }
  const auto lists = index();
  if (!lists) return lists.error();
  Numbers packages;
  for (const Spelling& spelling : spellings) {
    packages.push_back((*lists)->packages_with(spelling.path));
  }
  return packages;
}

Done PathOwners::look_up(const std::vector<Spelling>& spellings,
                         std::vector<std::vector<Listed>>& found) {
  const auto packages = packages_of(spellings);
  if (!packages) return packages.error();
  for (std::size_t i = 0; i < spellings.size(); ++i) {
    const Spelling& spelling = spellings[i];
    for (const std::uint32_t package : (*packages)[i]) {
      const std::string& name = status_.packages()[package].record.nevra.name;
      const Diversion* diversion = spelling.diversion;
      if (diversion && (diversion->package != name) != spelling.diverted) continue;
      found[spelling.asked].push_back({package, spelling.path});
    }
  }
  return done();
}

// Directories are resolved only for a path that no list has as it is, or by another spelling.
Result<std::vector<std::vector<Listed>>> PathOwners::listed_at(
    const std::vector<std::string>& paths) {
  std::vector<std::vector<Listed>> found(paths.size());
  std::vector<Spelling> spellings;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    add_spellings(i, lexically_normal(paths[i]), spellings);
  }
  if (Done looked = look_up(spellings, found); !looked) return looked.error();
  spellings.clear();
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (!found[i].empty()) continue;
    const std::string clean = lexically_normal(paths[i]);
    const std::string resolved = paths_.as_owned(clean);
    if (layout_.common(resolved) != layout_.common(clean)) add_spellings(i, resolved, spellings);
  }
  if (!spellings.empty()) {
    if (Done looked = look_up(spellings, found); !looked) return looked.error();
  }
  for (std::vector<Listed>& one : found) in_order_and_once(one);
  return found;
}

}  // namespace pkgmap::dpkg
