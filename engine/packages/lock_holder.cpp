#include "engine/packages/lock_holder.hpp"

#include <fcntl.h>

#include "engine/system/fd.hpp"

namespace pkgmap {

// A process that only reads may hold a lock for reading.
std::optional<int> lock_holder(const std::string& file) {
  const Fd fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct flock lock {};
  lock.l_type = F_RDLCK;
  lock.l_whence = SEEK_SET;
  if (!fd || ::fcntl(fd.get(), F_GETLK, &lock) != 0 || lock.l_type != F_WRLCK) return std::nullopt;
  return lock.l_pid;
}

}  // namespace pkgmap
