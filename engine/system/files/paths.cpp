#include "engine/system/files/paths.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <climits>

#include "engine/system/fd.hpp"

namespace pkgmap {
namespace {

constexpr int kMaxLinks = 40;
constexpr std::size_t kMaxPath = PATH_MAX;

using Components = std::vector<std::string>;

Components split(std::string_view path) {
  Components parts;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    if (end > at) parts.emplace_back(path.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

std::string join(const Components& parts) {
  std::string path;
  for (const std::string& part : parts) path += "/" + part;
  return path.empty() ? "/" : path;
}

void append_lexically(Components& parts, const std::string& part) {
  if (part == ".") return;
  if (part != "..") {
    parts.push_back(part);
  } else if (!parts.empty()) {
    parts.pop_back();
  }
}

constexpr int kWalkFlags = O_PATH | O_DIRECTORY | O_CLOEXEC;

// The kernel refuses longer paths, too (ENAMETOOLONG), so no file has such a path.
bool walkable(const std::string& path) {
  return path.size() < kMaxPath && path.find('\0') == std::string::npos;
}

// Walks from the root to the end of a path and of all links at its end.
class PathWalk {
 public:
  PathWalk(const std::string& root, std::string_view path, Passerby* passerby = nullptr)
      : passerby_(passerby) {
    root_.reset(::open(root.c_str(), kWalkFlags));
    expect(path);
    missing_ = !root_;
  }

  void run(ResolvedPath& result) {
    while (!pending_.empty() && !missing_ && !looping_) step(result);
    if (looping_) return;
    while (!pending_.empty()) append_lexically(resolved_, take());
    if (!ended_) add_hop(result, join(resolved_));
    result.exists = !missing_;
  }

  bool looping() const { return looping_; }

 private:
  void expect(std::string_view path) {
    Components parts = split(path);
    std::move(parts.rbegin(), parts.rend(), std::back_inserter(pending_));
  }

  std::string take() {
    std::string part = std::move(pending_.back());
    pending_.pop_back();
    return part;
  }

  Components with(const std::string& part) const {
    Components parts = resolved_;
    parts.push_back(part);
    return parts;
  }

  int directory() const { return current_ ? current_.get() : root_.get(); }

  void step(ResolvedPath& result) {
    const std::string part = take();
    if (part == ".") return;
    if (passerby_) passerby_->enters(join(resolved_), directory(), part);
    if (part == "..") {
      go_up();
    } else if (const auto link = read_link(part)) {
      follow(part, *link, result);
    } else if (pending_.empty()) {
      finish(part, result);
    } else {
      enter(part);
    }
  }

  std::optional<std::string> read_link(const std::string& part) const {
    std::array<char, kMaxPath> text;
    const ssize_t length = ::readlinkat(directory(), part.c_str(), text.data(), text.size());
    if (length <= 0) return std::nullopt;
    return std::string(text.data(), static_cast<std::size_t>(length));
  }

  void follow(const std::string& part, const std::string& link, ResolvedPath& result) {
    if (pending_.empty()) {
      if (!add_hop(result, join(with(part)))) looping_ = true;
    }
    if (passerby_) passerby_->follows(join(with(part)), link);
    if (++links_ > kMaxLinks) looping_ = true;
    if (looping_) return;
    if (link.front() == '/') {
      resolved_.clear();
      current_.reset();
    }
    expect(link);
  }

  void finish(const std::string& part, ResolvedPath& result) {
    struct stat info {};
    missing_ = ::fstatat(directory(), part.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0;
    resolved_.push_back(part);
    add_hop(result, join(resolved_));
    ended_ = true;
  }

  void enter(const std::string& part) {
    Fd next(::openat(directory(), part.c_str(), kWalkFlags | O_NOFOLLOW));
    missing_ = !next;
    current_ = std::move(next);
    resolved_.push_back(part);
  }

  // Walks again from the root: somebody may have moved the open directory out of the root.
  void go_up() {
    if (!resolved_.empty()) resolved_.pop_back();
    const Components parts = std::exchange(resolved_, {});
    current_.reset();
    for (const std::string& part : parts) {
      if (missing_) {
        resolved_.push_back(part);
      } else {
        enter(part);
      }
    }
  }

  // Returns false if `hops` has this path already: the links form a cycle.
  static bool add_hop(ResolvedPath& result, std::string hop) {
    if (std::find(result.hops.begin(), result.hops.end(), hop) != result.hops.end()) return false;
    result.hops.push_back(std::move(hop));
    return true;
  }

  Passerby* passerby_;
  Fd root_;
  Fd current_;           // Not open at the root.
  Components resolved_;  // Path of current_.
  Components pending_;   // Components still to walk, the next one last.
  int links_ = 0;
  bool missing_ = false;
  bool looping_ = false;
  bool ended_ = false;  // The walk has reached a last component that is no link.
};

// A path is normal if no component is empty or begins with a dot. Some other paths are, too.
bool is_plainly_normal(std::string_view path) {
  if (path.size() < 2 || path.front() != '/' || path.back() == '/') return false;
  return path.find("//") == std::string_view::npos && path.find("/.") == std::string_view::npos;
}

}  // namespace

std::string lexically_normal(std::string_view path) {
  if (is_plainly_normal(path)) return std::string(path);
  Components parts;
  for (const std::string& part : split(path)) append_lexically(parts, part);
  return join(parts);
}

std::string directory_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == 0 || slash == std::string::npos ? "/" : path.substr(0, slash);
}

std::string base_name_of(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

std::string inside_root(const std::string& root, const std::string& path) {
  const std::string clean = lexically_normal(root);
  return clean == "/" ? path : clean + path;
}

ResolvedPath resolve_path(const std::string& root, const std::string& path, Passerby* passerby) {
  ResolvedPath result;
  result.asked = path;
  result.normal = lexically_normal(path);
  if (walkable(path)) PathWalk(root, path, passerby).run(result);
  if (result.hops.empty()) result.hops.push_back(result.normal);
  result.target = result.hops.back();
  return result;
}

std::string resolve_directory(const std::string& root, const std::string& directory) {
  ResolvedPath result;
  if (!walkable(directory)) return lexically_normal(directory);
  PathWalk walk(root, directory);
  walk.run(result);
  return walk.looping() ? lexically_normal(directory) : result.hops.back();
}

}  // namespace pkgmap
