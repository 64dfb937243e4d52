#include "engine/system/files/root_directory.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <linux/openat2.h>
#include <memory>
#include <utility>
#include <vector>

#include <climits>

namespace pkgmap {
namespace {

constexpr int kMostLinks = 40;
constexpr int kMostTries = 16;

/// Components still to walk, the next one last.
class PendingComponents {
 public:
  void add(const std::string& path) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at < path.size();) {
      const std::size_t slash = std::min(path.find('/', at), path.size());
      if (slash > at) parts.push_back(path.substr(at, slash - at));
      at = slash + 1;
    }
    left_.insert(left_.end(), std::make_move_iterator(parts.rbegin()),
                 std::make_move_iterator(parts.rend()));
  }
  bool empty() const { return left_.empty(); }
  std::string take() {
    std::string part = std::move(left_.back());
    left_.pop_back();
    return part;
  }

 private:
  std::vector<std::string> left_;
};

/// Reads the target of `name` in `directory`. Returns false if `name` is no link.
bool read_link(int directory, const std::string& name, std::string& target) {
  std::string buffer(PATH_MAX, '\0');
  const ssize_t size = ::readlinkat(directory, name.c_str(), buffer.data(), buffer.size());
  if (size < 0) return false;
  target = buffer.substr(0, static_cast<std::size_t>(size));
  return true;
}

}  // namespace

Fd open_without_link(int top, const std::string& path, int flags) {
  flags |= O_NOFOLLOW | O_CLOEXEC;
  Fd at;
  PendingComponents components;
  components.add(path);
  while (!components.empty()) {
    const std::string name = components.take();
    if (name == "..") {
      errno = ELOOP;
      return {};
    }
    const int here = at ? at.get() : top;
    if (components.empty()) return Fd(::openat(here, name.c_str(), flags));
    Fd next(::openat(here, name.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!next) return {};
    at = std::move(next);
  }
  return Fd(::openat(top, ".", flags));
}

RootDirectory::RootDirectory(const std::string& path, Lookup walk)
    : root_(::open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)),
      stand_in_(stand_in_of(path)),
      is_slash_(path == "/"),
      by_hand_(walk == Lookup::by_hand) {
  if (!root_) error_ = errno;
}

/// Returns false and sets errno if no file has this path.
bool RootDirectory::can_have(const std::string& path) const {
  if (!root_) {
    errno = error_;
  } else if (path.find('\0') != std::string::npos) {
    errno = ENOENT;
  } else {
    return true;
  }
  return false;
}

Fd RootDirectory::open_without_link(const std::string& path, int flags) const {
  return can_have(path) ? pkgmap::open_without_link(root_.get(), path, flags) : Fd();
}

Fd RootDirectory::open(const std::string& path, int flags) const {
  flags |= O_CLOEXEC;
  if (!can_have(path)) return {};
  if (is_slash_ && !by_hand_) return Fd(::open(path.c_str(), flags));
  if (!by_hand_) {
    open_how how{};
    how.flags = static_cast<unsigned long long>(flags);
    how.resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS;
    long fd = -1;
    // EAGAIN: somebody renamed a directory while the kernel walked "..". open_by_hand() still works
    // then.
    for (int tries = 0; tries < kMostTries && fd < 0 && (tries == 0 || errno == EAGAIN); ++tries) {
      fd = ::syscall(SYS_openat2, root_.get(), path.c_str(), &how, sizeof how);
    }
    if (fd >= 0) return Fd(static_cast<int>(fd));
    const bool is_missing = errno == ENOSYS || errno == EPERM;
    if (!is_missing && errno != EAGAIN) return {};
    by_hand_ = is_missing;
  }
  return open_by_hand(path, flags);
}

/// Keeps every directory on the way open, so that ".." leads back to the directory that the walk
/// came from.
Fd RootDirectory::open_by_hand(const std::string& path, int flags) const {
  std::vector<Fd> above;
  const auto here = [&] { return above.empty() ? root_.get() : above.back().get(); };
  PendingComponents components;
  components.add(path);
  std::string target;
  for (int links = 0; !components.empty();) {
    const std::string name = components.take();
    if (name == ".") continue;
    if (name == "..") {
      if (!above.empty()) above.pop_back();
      continue;
    }
    const bool is_last = components.empty();
    const bool follows = !(is_last && (flags & O_NOFOLLOW) != 0);
    if (follows && read_link(here(), name, target)) {
      if (++links > kMostLinks) {
        errno = ELOOP;
        return {};
      }
      if (target.starts_with('/')) above.clear();
      components.add(target);
      continue;
    }
    const bool is_directory = !is_last || path.ends_with('/');
    if (is_last && !is_directory) return Fd(::openat(here(), name.c_str(), flags | O_NOFOLLOW));
    Fd next(::openat(here(), name.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!next) return {};
    above.push_back(std::move(next));
  }
  return Fd(::openat(here(), ".", flags));
}

std::optional<std::vector<std::string>> RootDirectory::list(const std::string& path) const {
  Fd fd = open(path, O_RDONLY | O_DIRECTORY | O_NONBLOCK);
  const std::unique_ptr<DIR, int (*)(DIR*)> directory(fd ? ::fdopendir(fd.get()) : nullptr,
                                                      ::closedir);
  if (!directory) return std::nullopt;
  fd.release();
  std::vector<std::string> names;
  while (const dirent* entry = ::readdir(directory.get())) {
    const std::string name = entry->d_name;
    if (name != "." && name != "..") names.push_back(name);
  }
  return names;
}

int RootDirectory::stat(const std::string& path, bool follow, struct stat& into) const {
  if (!can_have(path)) return -1;
  if (is_slash_ && !by_hand_)
    return ::fstatat(AT_FDCWD, path.c_str(), &into, follow ? 0 : AT_SYMLINK_NOFOLLOW);
  const Fd fd = open(path, O_PATH | (follow ? 0 : O_NOFOLLOW));
  if (!fd || ::fstat(fd.get(), &into) != 0) return -1;
  if (stand_in_) stand_in_->correct(into);
  return 0;
}

}  // namespace pkgmap
