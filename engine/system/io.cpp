#include "engine/system/io.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace pkgmap {

std::optional<std::string> read_to_end(int fd, std::size_t limit) {
  std::string bytes;
  std::array<char, 64UL * 1024> piece{};
  while (bytes.size() <= limit) {
    const std::size_t room = std::min(piece.size(), limit - bytes.size() + 1);
    const ssize_t got = ::read(fd, piece.data(), room);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    bytes.append(piece.data(), static_cast<std::size_t>(got));
  }
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

}  // namespace pkgmap
