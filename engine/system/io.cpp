#include "engine/system/io.hpp"

#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace pkgmap {

std::optional<std::string> read_to_end(int fd, std::size_t limit) {
  constexpr std::size_t kFirstPiece = 4096;
  std::string bytes;
  std::size_t length = 0;
  while (length <= limit) {
    if (length == bytes.size())
      bytes.resize(std::min(limit + 1, std::max(kFirstPiece, 2 * length)));
    const ssize_t got = ::read(fd, bytes.data() + length, bytes.size() - length);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    length += static_cast<std::size_t>(got);
  }
  bytes.resize(length);
  return bytes;
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(fd, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

Fd unnamed_file(std::string_view bytes) {
  constexpr unsigned int kCloseOnExec = 1;
  Fd file(static_cast<int>(::syscall(SYS_memfd_create, "monit-pkgmap", kCloseOnExec)));
  if (!file || !write_all(file.get(), bytes) || ::lseek(file.get(), 0, SEEK_SET) != 0) return {};
  return file;
}

}  // namespace pkgmap
