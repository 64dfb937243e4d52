#include "engine/system/files/regular_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "engine/system/text.hpp"

namespace pkgmap {
namespace {

constexpr int kReadFlags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;

bool same_file(const struct stat& left, const struct stat& right) {
  return left.st_dev == right.st_dev && left.st_ino == right.st_ino;
}

// Opens the file of an O_PATH descriptor without looking its name up again.
Fd open_behind(const Fd& name) {
  return Fd(::open(("/proc/self/fd/" + std::to_string(name.get())).c_str(), kReadFlags));
}

// `again` opens by name if there is no /proc; the result must then be the same file. `stand_in` may
// be null.
template <class Again>
RegularFile opened(const Fd& name, StandIn* stand_in, Again again) {
  RegularFile file;
  if (!name || ::fstat(name.get(), &file.status) != 0) {
    file.error = errno;
    return file;
  }
  const struct stat plain = file.status;
  if (stand_in) stand_in->correct(file.status);
  if (!S_ISREG(file.status.st_mode)) return file;
  if (stand_in) file.error = stand_in->fill(plain);
  if (file.error != 0) return file;
  Fd behind = open_behind(name);
  file.fd = !behind && errno == ENOENT ? again() : std::move(behind);
  const struct stat before = file.status;
  if (!file.fd || ::fstat(file.fd.get(), &file.status) != 0) {
    file.error = errno;
    file.fd.reset();
  } else if (!same_file(before, file.status)) {
    file.error = ESTALE;
    file.fd.reset();
  }
  if (stand_in) stand_in->correct(file.status);
  return file;
}

}  // namespace

std::string RegularFile::why() const {
  if (error != 0) return system_message(error);
  return S_ISDIR(status.st_mode) ? "is a directory" : "is not a regular file";
}

RegularFile open_regular(const RootDirectory& root, const std::string& path) {
  const Fd name = root.open(path, O_PATH);
  return opened(name, root.stand_in(), [&] { return root.open(path, kReadFlags); });
}

RegularFile open_regular_without_link(const RootDirectory& root, const std::string& path) {
  const Fd name = root.open_without_link(path, O_PATH);
  return opened(name, root.stand_in(), [&] { return root.open_without_link(path, kReadFlags); });
}

RegularFile open_regular(const std::string& path) {
  if (path.find('\0') != std::string::npos) {
    RegularFile none;
    none.error = ENOENT;
    return none;
  }
  const Fd name(::open(path.c_str(), O_PATH | O_CLOEXEC));
  return opened(name, nullptr, [&] { return Fd(::open(path.c_str(), kReadFlags)); });
}

std::string who_else_writes(const struct stat& status) {
  if (status.st_uid != 0 && status.st_uid != ::geteuid()) {
    return "it belongs to user " + std::to_string(status.st_uid);
  }
  if ((status.st_mode & S_IWOTH) != 0) return "everybody can write it";
  if ((status.st_mode & S_IWGRP) != 0) return "its group can write it";
  return {};
}

}  // namespace pkgmap
