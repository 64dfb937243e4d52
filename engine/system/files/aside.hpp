// A temporary file beside the file that it will replace. Any thread; but two objects must not have
// the same name in one directory at the same time.
#pragma once

#include <unistd.h>

#include <cstdio>
#include <string>
#include <utility>

namespace pkgmap {

/// The constructor and the destructor remove the file `name` in the directory, if there is one. In
/// between, the caller makes the file. After becomes() has succeeded, the destructor finds no file.
class Aside {
 public:
  /// `directory`: the descriptor of an open directory, which must outlive this object. `name`: a
  /// name in it, without a slash.
  Aside(int directory, std::string name) : directory_(directory), name_(std::move(name)) {
    ::unlinkat(directory_, name_.c_str(), 0);
  }
  ~Aside() { ::unlinkat(directory_, name_.c_str(), 0); }
  Aside(const Aside&) = delete;
  Aside& operator=(const Aside&) = delete;

  const char* name() const { return name_.c_str(); }
  /// Renames the file to `name` in the same directory, in place of any file with this name. Returns
  /// false and sets errno on failure.
  bool becomes(const std::string& name) const {
    return ::renameat(directory_, name_.c_str(), directory_, name.c_str()) == 0;
  }

 private:
  int directory_;
  std::string name_;
};

}  // namespace pkgmap
