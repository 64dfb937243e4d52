#include "engine/system/files/path_resolver.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

#include <climits>

#include "engine/system/files/root_directory.hpp"

namespace pkgmap {
namespace {

constexpr int kResolveFlags = O_PATH | O_DIRECTORY | O_CLOEXEC;
constexpr std::size_t kMostOpen = 128;
constexpr int kDeepest = 20;  // Far less than the 40 links of resolve_path().

// Whether the text is lexically normal: true for "/a/b"; false for "/a//b", "/a/../b", "/a/", "a".
bool is_clean(const std::string& path) {
  return path.find('\0') == std::string::npos && lexically_normal(path) == path;
}

std::string joined(const std::string& directory, const std::string& name) {
  return directory == "/" ? "/" + name : directory + "/" + name;
}

enum class Last { missing, link, other };

Last look_at_last(int directory, const std::string& name) {
  char byte = 0;
  if (::readlinkat(directory, name.c_str(), &byte, 1) >= 0) return Last::link;
  return errno == EINVAL ? Last::other : Last::missing;
}

std::string read_link(int directory, const std::string& name) {
  std::array<char, PATH_MAX> text{};
  const ssize_t length = ::readlinkat(directory, name.c_str(), text.data(), text.size());
  return length <= 0 ? std::string() : std::string(text.data(), static_cast<std::size_t>(length));
}

}  // namespace

PathResolver::PathResolver(std::string root)
    : root_(std::move(root)), top_(::open(root_.c_str(), kResolveFlags)) {
  directories_.emplace("/", Directory{"/", static_cast<bool>(top_), {}});
}

// Closes all descriptors but that of the root; descriptor() opens the others again.
void PathResolver::close_all() {
  for (auto& [path, entry] : directories_) entry.fd.reset();
  open_ = 0;
}

int PathResolver::descriptor(Directory& entry) {
  if (entry.resolved == "/") return top_.get();
  if (entry.fd) return entry.fd.get();
  // A resolved path has no links, so each component is a directory, or somebody has removed it.
  Fd opened = open_without_link(top_.get(), entry.resolved, kResolveFlags);
  if (!opened) return -1;
  entry.fd = std::move(opened);
  ++open_;
  return entry.fd.get();
}

PathResolver::Directory& PathResolver::look_at(const std::string& clean) {
  if (const auto known = directories_.find(clean); known != directories_.end()) {
    return known->second;
  }
  Directory& parent = look_at(directory_of(clean));
  Directory entry;
  follow(entry, parent, clean);
  return directories_.emplace(clean, std::move(entry)).first->second;
}

void PathResolver::follow(Directory& entry, Directory& parent, const std::string& clean) {
  const std::string name = base_name_of(clean);
  entry.resolved = joined(parent.resolved, name);
  if (!parent.exists) return;
  const int at = descriptor(parent);
  Fd fd(::openat(at, name.c_str(), kResolveFlags | O_NOFOLLOW));
  if (fd) {
    entry.exists = true;
    entry.fd = std::move(fd);
    ++open_;
    return;
  }
  if (errno == ENOENT || look_at_last(at, name) != Last::link) return;
  entry.resolved = resolve_directory(root_, clean);
  entry.exists = true;  // The target may be missing; descriptor() then fails.
}

const std::string& PathResolver::directory(const std::string& directory) {
  if (open_ > kMostOpen) close_all();
  if (is_clean(directory)) return look_at(directory).resolved;
  const auto [entry, added] = directories_.try_emplace(directory);
  if (added) entry->second.resolved = resolve_directory(root_, directory);
  return entry->second.resolved;
}

std::string PathResolver::as_owned(const std::string& path) {
  if (path == "/") return path;
  return joined(directory(directory_of(path)), base_name_of(path));
}

// Returns the link itself, then the resolved paths of its target. Leaves the work to resolve_path()
// if the target has a `..` inside, or if the target is missing: only the whole way shows whether
// links form a cycle, which perhaps leads through a directory of the target.
ResolvedPath PathResolver::behind_link(const std::string& path, const Directory& above,
                                       int descriptor) {
  std::string target = read_link(descriptor, base_name_of(path));
  std::string place = above.resolved;
  if (target.starts_with('/')) place = "/";
  while (target.starts_with("../")) {
    place = directory_of(place);
    target.erase(0, 3);
  }
  target.erase(0, target.find_first_not_of('/'));
  target = joined(place, target);
  if (depth_ >= kDeepest || !is_clean(target)) return resolve_path(root_, path);
  ++depth_;
  const ResolvedPath& next = resolve(target);
  --depth_;
  if (!next.exists) return resolve_path(root_, path);
  ResolvedPath result{
      path, path, {joined(above.resolved, base_name_of(path))}, next.target, next.exists};
  result.hops.insert(result.hops.end(), next.hops.begin(), next.hops.end());
  return result;
}

const ResolvedPath& PathResolver::resolve(const std::string& path) {
  const auto [found, added] = paths_.try_emplace(path);
  ResolvedPath& result = found->second;
  if (!added) return result;
  if (open_ > kMostOpen && depth_ == 0) close_all();
  if (!is_clean(path) || path == "/") return result = resolve_path(root_, path);
  Directory& above = look_at(directory_of(path));
  const int at = above.exists ? descriptor(above) : -1;
  const Last last = at < 0 ? Last::missing : look_at_last(at, base_name_of(path));
  if (last == Last::link) return result = behind_link(path, above, at);
  result.asked = result.normal = path;
  result.target = joined(above.resolved, base_name_of(path));
  result.hops = {result.target};
  result.exists = last == Last::other;
  return result;
}

}  // namespace pkgmap
