#include "engine/system/process/pidfile.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <charconv>

#include "engine/system/fd.hpp"
#include "engine/system/io.hpp"

namespace pkgmap {

std::optional<Pidfile> read_pidfile(const std::string& path) {
  constexpr int kFlags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
  constexpr std::size_t kMostBytes = 64;
  Fd fd(::open(path.c_str(), kFlags | O_NOFOLLOW));
  const bool direct = static_cast<bool>(fd);
  if (!fd && errno == ELOOP) fd = Fd(::open(path.c_str(), kFlags));
  struct stat info {};
  if (!fd || ::fstat(fd.get(), &info) != 0 || !S_ISREG(info.st_mode)) return std::nullopt;
  const auto text = read_to_end(fd.get(), kMostBytes);
  const int pid = text ? pid_in_text(*text) : 0;
  if (pid == 0) return std::nullopt;
  return Pidfile{pid, info.st_uid, direct && (info.st_mode & (S_IWGRP | S_IWOTH)) == 0};
}

int pid_in_text(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\n"), text.size()));
  int pid = 0;
  std::from_chars(text.data(), text.data() + text.size(), pid);
  return std::max(pid, 0);
}

}  // namespace pkgmap
