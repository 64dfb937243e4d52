#include "engine/packages/dpkg/layout.hpp"

#include <algorithm>
#include <charconv>

#include "engine/system/files/paths.hpp"

namespace pkgmap::dpkg {
namespace {

// The directories that a distribution may have replaced by links. Packages may list files below
// either name.
constexpr const char* kLinks[] = {"/bin",    "/sbin",   "/lib",     "/lib32",   "/lib64",
                                  "/libo32", "/libx32", "/var/run", "/var/lock"};
constexpr std::uint32_t kMostMode = 07777;

Error damaged_file(const AdminDirectory& directory, const char* name, const std::string& why) {
  return Error{ErrorCode::package_database,
               "cannot read the package database " + directory.path() + "/" + name + ": " + why,
               {}};
}

// Takes the part before the next separator from `text`.
std::string_view take(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

bool is_below(std::string_view path, const std::string& directory) {
  return path.size() > directory.size() && path[directory.size()] == '/' &&
         path.starts_with(directory);
}

void add_once(std::vector<std::string>& paths, std::string path) {
  if (std::find(paths.begin(), paths.end(), path) == paths.end()) paths.push_back(std::move(path));
}

}  // namespace

Result<Layout> Layout::read(const AdminDirectory& directory, const std::string& root) {
  Layout layout;
  for (const char* link : kLinks) {
    std::string target = resolve_directory(root, link);
    if (target != link) layout.links_.emplace_back(link, std::move(target));
  }
  if (Done read = layout.read_diversions(directory); !read) return read.error();
  if (Done read = layout.read_overrides(directory); !read) return read.error();
  return layout;
}

// Three lines for each diversion: from, to, package.
Done Layout::read_diversions(const AdminDirectory& directory) {
  constexpr const char* kName = "diversions";
  std::string text;
  const auto there = directory.read(kName, text);
  if (!there) return there.error();
  std::string_view rest = text;
  while (!rest.empty()) {
    Diversion diversion;
    diversion.from = take(rest, '\n');
    diversion.to = take(rest, '\n');
    diversion.package = take(rest, '\n');
    const bool whole = diversion.from.starts_with('/') && diversion.to.starts_with('/') &&
                       !diversion.package.empty();
    if (!whole) return damaged_file(directory, kName, "a diversion is damaged");
    by_from_.emplace(common(diversion.from), diversions_.size());
    by_to_.emplace(common(diversion.to), diversions_.size());
    diversions_.push_back(std::move(diversion));
  }
  return done();
}

// "USER GROUP MODE PATH"
Done Layout::read_overrides(const AdminDirectory& directory) {
  constexpr const char* kName = "statoverride";
  std::string text;
  const auto there = directory.read(kName, text);
  if (!there) return there.error();
  std::string_view rest = text;
  while (!rest.empty()) {
    std::string_view line = take(rest, '\n');
    if (line.empty()) continue;
    Override override;
    override.user = take(line, ' ');
    override.group = take(line, ' ');
    const std::string_view mode = take(line, ' ');
    const char* const end = mode.data() + mode.size();
    const auto number = std::from_chars(mode.data(), end, override.mode, 8);
    const bool whole = number.ec == std::errc() && number.ptr == end && line.starts_with('/') &&
                       override.mode <= kMostMode;
    if (!whole) return damaged_file(directory, kName, "an override is damaged");
    overrides_.insert_or_assign(common(line), std::move(override));
  }
  return done();
}

std::string Layout::common(std::string_view path) const {
  for (const auto& [link, target] : links_) {
    if (is_below(path, link)) return target + std::string(path.substr(link.size()));
  }
  return std::string(path);
}

std::vector<std::string> Layout::spellings(const std::string& path) const {
  std::vector<std::string> paths = {path};
  const std::string resolved = common(path);
  add_once(paths, resolved);
  for (const auto& [link, target] : links_) {
    if (is_below(resolved, target)) add_once(paths, link + resolved.substr(target.size()));
  }
  return paths;
}

const Diversion* Layout::diversion_of(std::string_view listed) const {
  if (by_from_.empty()) return nullptr;
  const auto found = by_from_.find(common(listed));
  return found == by_from_.end() ? nullptr : &diversions_[found->second];
}

std::vector<const Diversion*> Layout::diversions_to(std::string_view path) const {
  std::vector<const Diversion*> found;
  if (by_to_.empty()) return found;
  const auto [first, last] = by_to_.equal_range(common(path));
  for (auto at = first; at != last; ++at) found.push_back(&diversions_[at->second]);
  return found;
}

std::string Layout::place_of(const std::string& package, const std::string& listed) const {
  const Diversion* diversion = diversion_of(listed);
  return diversion && diversion->package != package ? diversion->to : listed;
}

const Override* Layout::override_of(std::string_view path) const {
  if (overrides_.empty()) return nullptr;
  const auto found = overrides_.find(common(path));
  return found == overrides_.end() ? nullptr : &found->second;
}

}  // namespace pkgmap::dpkg
