#include "engine/packages/transaction_lock.hpp"

#include <rpm/rpmmacro.h>

#include "engine/packages/rpm/database_path.hpp"
#include "engine/packages/rpm/handles.hpp"
#include "engine/packages/rpm/messages.hpp"
#include "engine/system/files/paths.hpp"

namespace pkgmap {
namespace {

// What rpm's own lib/rpmlock.c takes when the macro says nothing.
constexpr const char* kOtherwise = "/var/lib/rpm/.rpm.lock";

std::string expanded_lock_path() {
  const rpm::Text text(rpmExpand("%{?_rpmlock_path}", nullptr));
  return text ? text.get() : "";
}

}  // namespace

Result<std::string> transaction_lock_path(const DatabaseOptions& options) {
  if (Done ready = rpm::prepare_library(); !ready) return ready.error();
  std::string path;
  if (options.dbpath.empty()) {
    path = expanded_lock_path();
  } else {
    const rpm::DatabasePath there(options.dbpath);
    path = expanded_lock_path();
  }
  if (!path.starts_with('/')) path = kOtherwise;
  if (lexically_normal(options.root) == "/") return lexically_normal(path);
  return inside_root(
      options.root, resolve_directory(options.root, directory_of(path)) + "/" + base_name_of(path));
}

}  // namespace pkgmap
