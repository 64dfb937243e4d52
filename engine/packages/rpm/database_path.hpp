// Sets the path of librpm's database, and of the keys next to it, as long as an object lives:
// librpm takes both only from a macro.
//
// The process has one set of macros; objects nest. Not thread-safe.
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
