// Owns a file descriptor, and closes it in its destructor. An empty Fd owns no descriptor, has the
// number -1 and converts to false. Not thread-safe.
#pragma once

#include <unistd.h>

#include <utility>

namespace pkgmap {

class Fd {
 public:
  Fd() = default;
  explicit Fd(int fd) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&& other) noexcept {
    if (this != &other) reset(std::exchange(other.fd_, -1));
    return *this;
  }
  ~Fd() { reset(); }

  explicit operator bool() const { return fd_ >= 0; }
  int get() const { return fd_; }
  /// Gives the descriptor to the caller, who must close it. The Fd is then empty.
  int release() { return std::exchange(fd_, -1); }
  /// Closes the descriptor, if there is one, and takes over `fd`; -1 makes the Fd empty.
  void reset(int fd = -1) {
    if (fd_ >= 0) ::close(fd_);
    fd_ = fd;
  }

 private:
  int fd_ = -1;
};

}  // namespace pkgmap
