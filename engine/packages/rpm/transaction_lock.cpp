#include "engine/packages/rpm/transaction_lock.hpp"

#include <fcntl.h>

#include <string>

#include <rpm/rpmmacro.h>

#include "engine/packages/rpm/database_path.hpp"
#include "engine/packages/rpm/handles.hpp"
#include "engine/system/fd.hpp"

namespace pkgmap::rpm {

// A process that only reads may hold a lock for reading.
bool transaction_is_locked(const Location& location) {
  const DatabasePath path(location.directory);
  const Text file(rpmExpand("%{?_rpmlock_path}", nullptr));
  const std::string lock_file = file && *file ? file.get() : location.directory + "/.rpm.lock";
  const Fd fd(::open(lock_file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct flock lock {};
  lock.l_type = F_RDLCK;
  lock.l_whence = SEEK_SET;
  return fd && ::fcntl(fd.get(), F_GETLK, &lock) == 0 && lock.l_type == F_WRLCK;
}

}  // namespace pkgmap::rpm
