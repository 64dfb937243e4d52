#include "engine/integrity/reading.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

#include "engine/packages/digest.hpp"

namespace pkgmap {
namespace {

constexpr std::size_t kPiece = 128 * 1024;

bool same_file_state(const struct stat& before, const struct stat& after) {
  return before.st_size == after.st_size && before.st_mtim.tv_sec == after.st_mtim.tv_sec &&
         before.st_mtim.tv_nsec == after.st_mtim.tv_nsec &&
         before.st_ctim.tv_sec == after.st_ctim.tv_sec &&
         before.st_ctim.tv_nsec == after.st_ctim.tv_nsec;
}

struct Growing {
  std::string* into;
  Digest digest;
};

bool read_all(int fd, std::vector<Growing>& digests) {
  std::vector<char> piece(kPiece);
  for (;;) {
    const ssize_t length = ::read(fd, piece.data(), piece.size());
    if (length < 0 && errno == EINTR) continue;
    if (length < 0) return false;
    if (length == 0) return true;
    for (Growing& growing : digests) {
      growing.digest.update(piece.data(), static_cast<std::size_t>(length));
    }
  }
}

}  // namespace

bool read_digests(const RootDirectory& root, const std::string& path, Digests& wanted) {
  const Fd fd = root.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
  struct stat before {};
  if (!fd || ::fstat(fd.get(), &before) != 0 || !S_ISREG(before.st_mode)) return false;
  std::vector<Growing> digests;
  for (auto& [algorithm, digest] : wanted) {
    digest.clear();
    if (auto started = Digest::start(algorithm)) digests.push_back({&digest, std::move(*started)});
  }
  struct stat after {};
  if (!read_all(fd.get(), digests)) return false;
  if (::fstat(fd.get(), &after) != 0 || !same_file_state(before, after)) return false;
  for (Growing& growing : digests) *growing.into = growing.digest.finish();
  return true;
}

}  // namespace pkgmap
