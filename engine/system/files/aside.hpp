// A temporary name in a directory, beside the file that it will replace. Any thread.
#pragma once

#include <unistd.h>

#include <cstdio>
#include <string>
#include <utility>

namespace pkgmap {

/// Removes what has the name when it begins, and again when it ends, unless becomes() renamed it.
class Aside {
 public:
  /// `directory` is an open directory, which must outlive this object.
  Aside(int directory, std::string name) : directory_(directory), name_(std::move(name)) {
    ::unlinkat(directory_, name_.c_str(), 0);
  }
  ~Aside() { ::unlinkat(directory_, name_.c_str(), 0); }
  Aside(const Aside&) = delete;
  Aside& operator=(const Aside&) = delete;

  const char* name() const { return name_.c_str(); }
  /// Gives the file this name in the directory, in place of whatever has it. Returns false and sets
  /// errno on failure.
  bool becomes(const std::string& name) const {
    return ::renameat(directory_, name_.c_str(), directory_, name.c_str()) == 0;
  }

 private:
  int directory_;
  std::string name_;
};

}  // namespace pkgmap
