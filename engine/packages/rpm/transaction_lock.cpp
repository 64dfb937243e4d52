#include "engine/packages/rpm/transaction_lock.hpp"

#include <rpm/rpmmacro.h>

#include "engine/packages/rpm/database_path.hpp"
#include "engine/packages/rpm/handles.hpp"

namespace pkgmap::rpm {

std::string lock_file_of(const std::string& directory) {
  const DatabasePath path(directory);
  const Text file(rpmExpand("%{?_rpmlock_path}", nullptr));
  return file && *file ? file.get() : directory + "/.rpm.lock";
}

}  // namespace pkgmap::rpm
