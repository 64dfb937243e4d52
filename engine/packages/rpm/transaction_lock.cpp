#include "engine/packages/rpm/transaction_lock.hpp"

#include <fcntl.h>

#include <rpm/rpmmacro.h>

#include "engine/packages/rpm/database_path.hpp"
#include "engine/packages/rpm/handles.hpp"
#include "engine/system/fd.hpp"

namespace pkgmap::rpm {

std::string lock_file_of(const std::string& directory) {
  const DatabasePath path(directory);
  const Text file(rpmExpand("%{?_rpmlock_path}", nullptr));
  return file && *file ? file.get() : directory + "/.rpm.lock";
}

// A process that only reads may hold a lock for reading.
std::optional<int> holder_of(const std::string& lock_file) {
  const Fd fd(::open(lock_file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct flock lock {};
  lock.l_type = F_RDLCK;
  lock.l_whence = SEEK_SET;
  if (!fd || ::fcntl(fd.get(), F_GETLK, &lock) != 0 || lock.l_type != F_WRLCK) return std::nullopt;
  return lock.l_pid;
}

}  // namespace pkgmap::rpm
