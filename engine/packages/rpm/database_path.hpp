// librpm takes the path of its database, and of keys beside it, from a macro alone: set for a
// scope.
//
// Macros are one set for the process; scopes nest. Not thread-safe.
#pragma once

#include <string>

#include <rpm/rpmmacro.h>

namespace pkgmap::rpm {

class DatabasePath {
 public:
  explicit DatabasePath(const std::string& path) {
    rpmPushMacro(nullptr, "_dbpath", nullptr, path.c_str(), RMIL_CMDLINE);
  }
  ~DatabasePath() { rpmPopMacro(nullptr, "_dbpath"); }
  DatabasePath(const DatabasePath&) = delete;
  DatabasePath& operator=(const DatabasePath&) = delete;
};

}  // namespace pkgmap::rpm
