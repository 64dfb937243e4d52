#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

#include "engine/system/files/state_directory.hpp"
#include "engine/system/io.hpp"
#include "engine/system/step.hpp"
#include "engine/system/text.hpp"

#ifndef RENAME_EXCHANGE
#define RENAME_EXCHANGE (1U << 1U)
#endif

namespace pkgmap {
namespace {

constexpr std::size_t kBlock = 4096;
// A session of a few hundred checks and its reserved file.
constexpr std::size_t kLeastFree = 64U << 10U;

// Room for a longer text: a session's record grows while it is resumed.
std::size_t room_for(std::size_t bytes) {
  return (2 * bytes / kBlock + 3) * kBlock;
}

Done write_text(int fd, const std::string& bytes) {
  if (!write_all(fd, bytes)) return system_error("cannot write");
  return done();
}

// Fills the text up with newlines to the size of the file: truncating it would free its room.
Result<std::string> filled_up(const std::string& bytes, int fd) {
  struct stat info {};
  if (::fstat(fd, &info) != 0) return system_error("cannot inspect its file");
  std::string text = bytes;
  if (static_cast<std::size_t>(info.st_size) > text.size()) {
    text.append(static_cast<std::size_t>(info.st_size) - text.size(), '\n');
  }
  return text;
}

Done write_filled_up(int fd, const std::string& bytes) {
  const auto text = filled_up(bytes, fd);
  return text ? write_text(fd, *text) : Done(text.error());
}

bool large_enough(int fd, std::size_t size) {
  struct stat info {};
  return ::fstat(fd, &info) == 0 && static_cast<std::size_t>(info.st_size) >= size;
}

long exchange(int directory, const char* left, const char* right) {
  return ::syscall(SYS_renameat2, directory, left, directory, right, RENAME_EXCHANGE);
}

}  // namespace

Done StateDirectory::require_writable() const {
  const std::string doing = "cannot write to the state directory " + path_;
  struct statvfs info {};
  if (::fstatvfs(fd_.get(), &info) != 0) return system_error("cannot inspect " + path_);
  if ((info.f_flag & ST_RDONLY) != 0) {
    return Error{ErrorCode::failed, doing + ": " + system_message(EROFS),
                 "mount its file system writable; --state-dir names another directory"};
  }
  // Some file systems count no inodes.
  const bool full =
      info.f_bfree * info.f_frsize < kLeastFree || (info.f_files > 0 && info.f_ffree == 0);
  if (!full) return done();
  return Error{ErrorCode::failed, doing + ": " + system_message(ENOSPC),
               "make room on its file system; --state-dir names another directory"};
}

Result<Fd> StateDirectory::make_file(const std::string& name) const {
  const int error = ::unlinkat(fd_.get(), name.c_str(), 0) == 0 ? 0 : errno;
  Fd fd(::openat(fd_.get(), name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                 0600));
  // Why the old file could not be removed says more than that it is there.
  if (!fd && errno == EEXIST && error != 0) errno = error;
  if (!fd) return system_error(doing("write", name));
  return fd;
}

Done StateDirectory::put_in_place(const std::string& fresh, const std::string& name) const {
  if (auto stepped = step("state.rename"); !stepped) return stepped;
  if (::renameat(fd_.get(), fresh.c_str(), fd_.get(), name.c_str()) != 0) {
    return system_error(doing("write", name));
  }
  if (auto stepped = step("state.sync"); !stepped) return stepped;
  if (::fsync(fd_.get()) != 0) return system_error(doing("write", name));
  return done();
}

Done StateDirectory::write(const std::string& name, const std::string& bytes) const {
  if (auto stepped = step("state.write"); !stepped) return stepped;
  const std::string fresh = fresh_of(name);
  const auto fd = make_file(fresh);
  if (!fd) return fd.error();
  if (auto written = write_text(fd->get(), bytes); !written) {
    ::unlinkat(fd_.get(), fresh.c_str(), 0);
    return Error{ErrorCode::failed, doing("write", name) + ": " + written.error().message};
  }
  if (::fsync(fd->get()) != 0) return system_error(doing("write", name));
  return put_in_place(fresh, name);
}

// Takes an existing file that is large enough before it asks the disk for more.
Result<Fd> StateDirectory::open_room(const std::string& name, std::size_t size) const {
  const std::string room = room_of(name);
  Fd fd(::openat(fd_.get(), room.c_str(), O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
  const bool ours = fd && require_ours(fd.get(), room);
  if (ours && large_enough(fd.get(), size)) return fd;
  auto made = make_file(room);
  if (!made) return made.error();
  if (const int error = ::posix_fallocate(made->get(), 0, static_cast<off_t>(room_for(size)))) {
    ::unlinkat(fd_.get(), room.c_str(), 0);
    return Error{ErrorCode::failed, doing("write", name) + ": " + system_message(error)};
  }
  return std::move(*made);
}

// Writes the text into the reserved file and then exchanges the names of the two files. The
// exchange needs no disk space, and the replaced text stays as the reserved file of the next write.
Done StateDirectory::write_with_room(const std::string& name, const std::string& bytes) const {
  if (auto stepped = step("state.write"); !stepped) return stepped;
  const auto fd = open_room(name, bytes.size());
  if (!fd) return fd.error();
  if (auto written = write_filled_up(fd->get(), bytes); !written) {
    return Error{ErrorCode::failed, doing("write", name) + ": " + written.error().message};
  }
  if (::fsync(fd->get()) != 0) return system_error(doing("write", name));
  const std::string room = room_of(name);
  if (!has(name)) {
    if (auto placed = put_in_place(room, name); !placed) return placed;
    const auto next = open_room(name, bytes.size());
    if (next) return done();
    ::unlinkat(fd_.get(), name.c_str(), 0);
    return next.error();
  }
  if (auto stepped = step("state.rename"); !stepped) return stepped;
  if (exchange(fd_.get(), room.c_str(), name.c_str()) != 0) return put_in_place(room, name);
  if (auto stepped = step("state.sync"); !stepped) return stepped;
  if (::fsync(fd_.get()) != 0) return system_error(doing("write", name));
  return done();
}

Done StateDirectory::rename(const std::string& name, const std::string& new_name) const {
  // The earlier text of `name` is not an earlier text of `new_name`.
  ::unlinkat(fd_.get(), room_of(new_name).c_str(), 0);
  if (auto placed = put_in_place(name, new_name); !placed) return placed;
  ::unlinkat(fd_.get(), room_of(name).c_str(), 0);
  return done();
}

Done StateDirectory::overwrite(const std::string& name, const std::string& bytes) const {
  const int flags = O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;
  const Fd fd(::openat(fd_.get(), name.c_str(), flags, 0600));
  if (!fd) return system_error(doing("write", name));
  if (auto trusted = require_ours(fd.get(), doing("write", name)); !trusted) return trusted;
  const ssize_t written = ::pwrite(fd.get(), bytes.data(), bytes.size(), 0);
  if (written == static_cast<ssize_t>(bytes.size())) return done();
  return system_error(doing("write", name));
}

Result<std::string> StateDirectory::read_earlier(const std::string& name) const {
  return read(room_of(name));
}

namespace {

bool ends_a_line(int directory, const std::string& name, off_t size) {
  const Fd fd(::openat(directory, name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
  char last = '\n';
  return !fd || ::pread(fd.get(), &last, 1, size - 1) != 1 || last == '\n';
}

}  // namespace

Result<Fd> StateDirectory::append_to(const std::string& name, const std::string& line,
                                     std::size_t limit) const {
  if (auto stepped = step("state.append"); !stepped) return stepped.error();
  const int flags = O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;
  Fd fd(::openat(fd_.get(), name.c_str(), flags, 0600));
  if (!fd) return system_error(doing("write", name));
  if (auto trusted = require_ours(fd.get(), doing("write", name)); !trusted) return trusted.error();
  struct stat info {};
  if (::fstat(fd.get(), &info) != 0) return system_error(doing("write", name));
  const auto size = static_cast<std::size_t>(info.st_size);
  if (size > 0 && size + line.size() + 1 > limit) {
    const std::string old = name + ".1";
    if (::renameat(fd_.get(), name.c_str(), fd_.get(), old.c_str()) != 0) {
      return system_error(doing("rotate", name));
    }
    fd.reset(::openat(fd_.get(), name.c_str(), flags, 0600));
    if (!fd) return system_error(doing("write", name));
  }
  // A power failure may have cut the last line off; the new one must not become its end.
  const bool begun = size > 0 && !ends_a_line(fd_.get(), name, info.st_size);
  if (auto written = write_text(fd.get(), (begun ? "\n" : "") + line + "\n"); !written) {
    return Error{ErrorCode::failed, doing("write", name) + ": " + written.error().message};
  }
  return fd;
}

Done StateDirectory::append(const std::string& name, const std::string& line,
                            std::size_t limit) const {
  const auto fd = append_to(name, line, limit);
  if (!fd) return fd.error();
  if (::fsync(fd->get()) != 0) return system_error(doing("write", name));
  return done();
}

Done StateDirectory::append_unsynced(const std::string& name, const std::string& line,
                                     std::size_t limit) const {
  const auto fd = append_to(name, line, limit);
  if (!fd) return fd.error();
  return done();
}

}  // namespace pkgmap
