#include "engine/system/files/state_directory.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <string_view>

#include "engine/system/files/roots_way.hpp"
#include "engine/system/io.hpp"
#include "engine/system/step.hpp"
#include "engine/system/text.hpp"

namespace pkgmap {
namespace {

constexpr std::string_view kRoom = ".room";
constexpr std::string_view kFresh = ".new";

Done make_parents(const std::string& path) {
  for (std::size_t slash = path.find('/', 1); slash != std::string::npos;
       slash = path.find('/', slash + 1)) {
    const std::string parent = path.substr(0, slash);
    if (::mkdir(parent.c_str(), 0755) != 0 && errno != EEXIST) {
      return system_error("cannot make the directory " + parent);
    }
  }
  return done();
}

// A new directory survives a crash only once its parent is synced.
void sync_parent(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string parent = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const Fd fd(::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd) ::fsync(fd.get());
}

class FileLock : public StateLock {
 public:
  explicit FileLock(Fd fd) : fd_(std::move(fd)) {}

 private:
  Fd fd_;
};

}  // namespace

std::string outer_state_directory(const std::string& path) {
  const std::size_t at = path.rfind(kStateDirectoriesBelow + std::string("/"));
  return at == std::string::npos || at == 0 ? "" : path.substr(0, at);
}

bool StateDirectory::is_ours(const struct stat& info) {
  return info.st_uid == ::geteuid() && (info.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

Done StateDirectory::require_ours(int fd, const std::string& doing) {
  struct stat info {};
  if (::fstat(fd, &info) != 0) return system_error(doing);
  if (!S_ISREG(info.st_mode)) return Error{ErrorCode::failed, doing + ": not a regular file"};
  if (is_ours(info)) return done();
  return Error{ErrorCode::failed, doing + ": other users may write it",
               "its owner could control this program; inspect the file, then remove it"};
}

std::string StateDirectory::room_of(const std::string& name) {
  return "." + name + std::string(kRoom);
}

std::string StateDirectory::fresh_of(const std::string& name) {
  return "." + name + std::string(kFresh);
}

std::string StateDirectory::text_of(const std::string& entry) {
  for (const std::string_view suffix : {kRoom, kFresh}) {
    if (entry.size() > suffix.size() && entry.front() == '.' && entry.ends_with(suffix)) {
      return entry.substr(1, entry.size() - 1 - suffix.size());
    }
  }
  return entry;
}

Result<StateDirectory> StateDirectory::open_existing(const std::string& path, bool& missing) {
  if (const std::string outer = outer_state_directory(path); !outer.empty()) {
    if (auto trusted = open_existing(outer, missing); !trusted) return trusted;
  }
  return open_called("the state directory ", path, missing);
}

Result<StateDirectory> StateDirectory::open_shared(const std::string& path) {
  const RootsWay way = roots_way("/", path);
  bool missing = false;
  return open_called("", way.whole ? way.hops.back() : path, missing);
}

Result<StateDirectory> StateDirectory::open_called(const std::string& called,
                                                   const std::string& path, bool& missing) {
  missing = false;
  Fd fd(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!fd) {
    missing = errno == ENOENT;
    return system_error("cannot open " + called + path);
  }
  struct stat info {};
  if (::fstat(fd.get(), &info) != 0) return system_error("cannot inspect " + path);
  if (!is_ours(info)) {
    return Error{ErrorCode::failed, "other users may write " + called + path,
                 called.empty()
                     ? "it must belong to the user who runs monit-pkgmap, and nobody "
                       "else may write it"
                     : "it must belong to the user who runs monit-pkgmap, with mode 0700"};
  }
  return StateDirectory(path, std::move(fd));
}

Result<StateDirectory> StateDirectory::open(const std::string& given) {
  // With a trailing slash the directory would be taken for its own parent.
  std::string path = given;
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  bool missing = false;
  auto existing = open_existing(path, missing);
  if (existing || !missing) return existing;
  if (const std::string outer = outer_state_directory(path); !outer.empty()) {
    if (auto made = open(outer); !made) return made;
  }
  if (auto made = make_parents(path); !made) return made.error();
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) {
    return system_error("cannot make the state directory " + path);
  }
  sync_parent(path);
  return open_existing(path, missing);
}

Result<std::vector<std::string>> StateDirectory::entries() const {
  const int copy = ::openat(fd_.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  std::unique_ptr<DIR, int (*)(DIR*)> directory(copy < 0 ? nullptr : ::fdopendir(copy), ::closedir);
  if (!directory) {
    if (copy >= 0) ::close(copy);
    return system_error("cannot list " + path_);
  }
  std::vector<std::string> names;
  // Only errno tells the end of the directory from an error, in which names would be missing.
  errno = 0;
  while (const dirent* entry = ::readdir(directory.get())) {
    names.emplace_back(entry->d_name);
    errno = 0;
  }
  if (errno != 0) return system_error("cannot list " + path_);
  std::sort(names.begin(), names.end());
  return names;
}

Result<std::vector<std::string>> StateDirectory::list(const std::string& suffix) const {
  auto names = entries();
  if (!names) return names;
  std::erase_if(*names, [&](const std::string& name) {
    return name.front() == '.' || !name.ends_with(suffix);
  });
  return names;
}

Result<std::string> StateDirectory::read(const std::string& name, std::size_t limit) const {
  const std::string doing = "cannot read " + path_ + "/" + name;
  Fd fd(::openat(fd_.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
  if (!fd) return system_error(doing);
  if (auto trusted = require_ours(fd.get(), doing); !trusted) return trusted.error();
  auto bytes = read_to_end(fd.get(), limit);
  if (!bytes) return system_error(doing);
  if (bytes->size() > limit) return Error{ErrorCode::failed, doing + ": too long"};
  return *std::move(bytes);
}

Done StateDirectory::remove_unsynced(const std::string& name) const {
  if (auto stepped = step("state.remove"); !stepped) return stepped;
  ::unlinkat(fd_.get(), room_of(name).c_str(), 0);
  if (::unlinkat(fd_.get(), name.c_str(), 0) != 0 && errno != ENOENT) {
    return system_error(doing("remove", name));
  }
  return done();
}

Done StateDirectory::remove(const std::string& name) const {
  Done removed = remove_unsynced(name);
  if (removed) ::fsync(fd_.get());
  return removed;
}

void StateDirectory::remove_itself(
    const std::function<bool(const std::string& name)>& is_own) const {
  const auto names = entries();
  if (!names) return;
  for (const std::string& name : *names) {
    if (is_own(text_of(name))) ::unlinkat(fd_.get(), name.c_str(), 0);
  }
  // A directory that is not empty stays.
  if (is_in_place()) ::rmdir(path_.c_str());
}

bool StateDirectory::is_in_place() const {
  struct stat there {};
  struct stat ours {};
  return ::lstat(path_.c_str(), &there) == 0 && ::fstat(fd_.get(), &ours) == 0 &&
         there.st_dev == ours.st_dev && there.st_ino == ours.st_ino;
}

std::string StateDirectory::version(const std::string& name) const {
  struct stat info {};
  if (::fstatat(fd_.get(), name.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0) return {};
  return std::to_string(info.st_ino) + ' ' + std::to_string(info.st_mtim.tv_sec) + ' ' +
         std::to_string(info.st_mtim.tv_nsec) + ' ' + std::to_string(info.st_size);
}

// A look that fails does not show that the text is missing: whoever reads the text then learns why.
bool StateDirectory::has(const std::string& name) const {
  constexpr int kLooks = 2;
  for (int looks = 0; looks < kLooks; ++looks) {
    if (::faccessat(fd_.get(), name.c_str(), F_OK, AT_SYMLINK_NOFOLLOW) == 0) return true;
    if (errno == ENOENT) return false;
  }
  return true;
}

std::string StateDirectory::doing(const char* verb, const std::string& name) const {
  return std::string("cannot ") + verb + " " + path_ + "/" + name;
}

Result<std::unique_ptr<StateLock>> StateDirectory::try_lock(const std::string& name) const {
  if (auto stepped = step("state.lock"); !stepped) return stepped.error();
  // An existing file is enough, also on a file system that has become read-only.
  Fd fd(::openat(fd_.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
  if (!fd) {
    fd.reset(::openat(fd_.get(), name.c_str(), O_RDONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
  }
  if (!fd) return system_error(doing("lock", name));
  if (auto trusted = require_ours(fd.get(), doing("lock", name)); !trusted) return trusted.error();
  if (::flock(fd.get(), LOCK_EX | LOCK_NB) == 0) {
    return std::unique_ptr<StateLock>(std::make_unique<FileLock>(std::move(fd)));
  }
  if (errno != EWOULDBLOCK && errno != EINTR) return system_error(doing("lock", name));
  return std::unique_ptr<StateLock>();
}

}  // namespace pkgmap
