#include "engine/system/files/replace_text.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

#include "engine/system/fd.hpp"
#include "engine/system/files/aside.hpp"
#include "engine/system/files/paths.hpp"
#include "engine/system/io.hpp"
#include "engine/system/text.hpp"

namespace pkgmap {
namespace {

Error refused(const std::string& path, const std::string& why) {
  return Error{ErrorCode::failed, path + " is not changed: " + why, {}};
}

Error failed(const std::string& path) {
  return refused(path, system_message(errno));
}

struct Original {
  Fd fd;
  struct stat info {};
};

// monit has the same conditions for its control file. Another user with write access could change
// the file at the same time.
Done judge(const std::string& path, const struct stat& info) {
  constexpr mode_t kWritableForOthers = S_IWGRP | S_IWOTH;
  if (!S_ISREG(info.st_mode)) return refused(path, "it is not a regular file");
  if (info.st_uid != ::geteuid()) return refused(path, "it belongs to another user");
  if ((info.st_mode & kWritableForOthers) != 0) return refused(path, "other users may write it");
  return done();
}

bool holds(int fd, const std::string& text) {
  std::string piece(64UL * 1024, '\0');
  std::size_t at = 0;
  for (;;) {
    const ssize_t size = ::read(fd, piece.data(), piece.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return false;
    const auto length = static_cast<std::size_t>(size);
    if (length == 0) return at == text.size();
    if (text.compare(at, length, piece, 0, length) != 0) return false;
    at += length;
  }
}

Result<Original> open_original(const std::string& path, const std::string& text) {
  Original original;
  original.fd = Fd(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (!original.fd && errno == ELOOP) return refused(path, "it is a link");
  if (!original.fd || ::fstat(original.fd.get(), &original.info) != 0) return failed(path);
  if (auto right = judge(path, original.info); !right) return right.error();
  if (!holds(original.fd.get(), text)) return refused(path, "it changed since it was read");
  return original;
}

// Copies the extended attributes: SELinux labels, access lists and the like.
bool copy_attributes(int from, int to) {
  const ssize_t size = ::flistxattr(from, nullptr, 0);
  if (size < 0) return errno == ENOTSUP;
  std::vector<char> names(static_cast<std::size_t>(size));
  const ssize_t length = ::flistxattr(from, names.data(), names.size());
  if (length < 0) return false;
  for (std::size_t at = 0; at < static_cast<std::size_t>(length);) {
    const std::string name = &names[at];
    at += name.size() + 1;
    std::vector<char> value(64UL * 1024);
    const ssize_t bytes = ::fgetxattr(from, name.c_str(), value.data(), value.size());
    if (bytes < 0) return false;
    const auto count = static_cast<std::size_t>(bytes);
    if (::fsetxattr(to, name.c_str(), value.data(), count, 0) != 0) return false;
  }
  return true;
}

bool fill(int directory, const Aside& aside, const Original& original, const std::string& text) {
  constexpr int kNewFileFlags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
  const Fd fd(::openat(directory, aside.name(), kNewFileFlags, 0600));
  return fd && write_all(fd.get(), text) &&
         ::fchown(fd.get(), original.info.st_uid, original.info.st_gid) == 0 &&
         copy_attributes(original.fd.get(), fd.get()) &&
         ::fchmod(fd.get(), original.info.st_mode & 07777U) == 0 && ::fsync(fd.get()) == 0;
}

// Gives the old file itself a second name, NAME~.
Done keep(int directory, const std::string& path, const Original& original) {
  const std::string name = base_name_of(path);
  const Aside aside(directory, "." + name + ".monit-pkgmap-old~");
  struct stat info {};
  if (::linkat(directory, name.c_str(), directory, aside.name(), 0) != 0 ||
      ::fstatat(directory, aside.name(), &info, AT_SYMLINK_NOFOLLOW) != 0) {
    return refused(path, "the old file cannot be kept: " + system_message(errno));
  }
  if (info.st_ino != original.info.st_ino || info.st_dev != original.info.st_dev) {
    return refused(path, "another process has replaced it");
  }
  if (aside.becomes(name + "~")) return done();
  return refused(path, "the old file cannot be kept as " + name + "~: " + system_message(errno));
}

}  // namespace

Done may_replace(const std::string& path, const std::string& text) {
  const auto original = open_original(path, text);
  return original ? done() : Done(original.error());
}

Done replace_text(const std::string& path, const std::string& before, const std::string& after) {
  const auto original = open_original(path, before);
  if (!original) return original.error();
  const std::string name = base_name_of(path);
  const Fd directory(::open(directory_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!directory) return failed(path);
  const Aside aside(directory.get(), "." + name + ".monit-pkgmap-new~");
  if (!fill(directory.get(), aside, *original, after)) return failed(path);
  if (auto kept = keep(directory.get(), path, *original); !kept) return kept;
  if (!aside.becomes(name)) return failed(path);
  if (::fsync(directory.get()) == 0) return done();
  return Error{ErrorCode::failed,
               path + " is changed, but may not outlive a power failure: " + system_message(errno),
               {}};
}

}  // namespace pkgmap
