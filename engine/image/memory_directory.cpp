#include "engine/image/memory_directory.hpp"

#include <linux/magic.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <system_error>

#include "engine/system/process/afterwards.hpp"
#include "parsers/source/hex.hpp"

namespace pkgmap::image {
namespace {

constexpr std::array kPlaces = {"/dev/shm", "/run", "/tmp"};

bool is_in_memory(const char* path) {
  struct statfs info {};
  return ::statfs(path, &info) == 0 && (info.f_type == TMPFS_MAGIC || info.f_type == RAMFS_MAGIC);
}

// Nobody can guess the name, and so nobody else makes a directory of this name.
std::string random_name() {
  std::array<char, 8> bytes{};
  for (std::size_t got = 0; got < bytes.size();) {
    const ssize_t more = ::getrandom(bytes.data() + got, bytes.size() - got, 0);
    if (more > 0) got += static_cast<std::size_t>(more);
  }
  return hex({bytes.data(), bytes.size()});
}

}  // namespace

Result<MemoryDirectory> MemoryDirectory::make() {
  for (const char* place : kPlaces) {
    if (!is_in_memory(place)) continue;
    // Whoever removes it waits before it is there: a signal may come at any moment.
    std::string path = std::string(place) + "/monit-pkgmap." + random_name();
    auto alive = remove_afterwards(path);
    if (!alive) return alive.error();
    if (::mkdir(path.c_str(), 0700) == 0)
      return MemoryDirectory(std::move(path), std::move(*alive));
  }
  return Error{ErrorCode::failed, "there is no place in memory for the files of an archive",
               "mount a tmpfs on /dev/shm; an archive is not unpacked to a disk"};
}

MemoryDirectory::~MemoryDirectory() {
  if (path_.empty() || !alive_) return;
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace pkgmap::image
