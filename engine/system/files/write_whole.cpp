#include "engine/system/files/write_whole.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "engine/system/fd.hpp"
#include "engine/system/files/aside.hpp"
#include "engine/system/files/paths.hpp"
#include "engine/system/files/root_directory.hpp"
#include "engine/system/io.hpp"
#include "engine/system/text.hpp"

namespace pkgmap {
namespace {

constexpr mode_t kModeOfNew = 0600;

Error not_written(const std::string& path, const std::string& why) {
  return Error{ErrorCode::failed, path + " is not written: " + why};
}

Error not_written(const std::string& path) {
  return not_written(path, system_message(errno));
}

Result<Fd> open_directory_of(const std::string& path) {
  const RootDirectory slash("/");
  Fd directory = slash.open_without_link(directory_of(path), O_RDONLY | O_DIRECTORY);
  if (directory) return directory;
  if (errno == ENOTDIR || errno == ELOOP) {
    return not_written(path, "a part of its directory is a link or no directory");
  }
  return not_written(path);
}

/// Returns the mode for the new file.
Result<mode_t> judge_old(int directory, const std::string& path) {
  struct stat info {};
  if (::fstatat(directory, base_name_of(path).c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0) {
    if (errno == ENOENT) return kModeOfNew;
    return not_written(path);
  }
  if (S_ISLNK(info.st_mode)) return not_written(path, "it is a link");
  if (S_ISDIR(info.st_mode)) return not_written(path, "it is a directory");
  if (!S_ISREG(info.st_mode)) return not_written(path, "it is not a regular file");
  if (info.st_uid != ::geteuid()) return not_written(path, "it belongs to another user");
  return info.st_mode & 0777U;
}

bool fill_new(int directory, const Aside& aside, mode_t mode, const std::string& text) {
  constexpr int kNewFile = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
  const Fd fd(::openat(directory, aside.name(), kNewFile, kModeOfNew));
  return fd && write_all(fd.get(), text) && ::fchmod(fd.get(), mode) == 0 && ::fsync(fd.get()) == 0;
}

}  // namespace

Done write_whole(const std::string& asked, const std::string& text) {
  const std::string path = lexically_normal(asked);
  const std::string name = base_name_of(path);
  if (name.empty() || asked.ends_with('/')) return not_written(path, "it is a directory");
  const auto directory = open_directory_of(path);
  if (!directory) return directory.error();
  const auto mode = judge_old(directory->get(), path);
  if (!mode) return mode.error();
  const Aside aside(directory->get(), "." + name + "." + std::to_string(::getpid()) + "~");
  if (!fill_new(directory->get(), aside, *mode, text)) return not_written(path);
  if (!aside.becomes(name)) return not_written(path);
  if (::fsync(directory->get()) == 0) return done();
  return Error{ErrorCode::failed,
               path + " is written, but may not outlive a power failure: " + system_message(errno)};
}

}  // namespace pkgmap
