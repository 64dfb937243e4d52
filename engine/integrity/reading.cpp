#include "engine/integrity/reading.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <utility>
#include <vector>

#include "engine/packages/digest.hpp"
#include "engine/system/pulse.hpp"

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
  RunningDigest digest;
};

Reading read_all(int fd, std::vector<Growing>& digests, const Enough& enough) {
  std::vector<char> piece(kPiece);
  for (off_t at = 0;;) {
    pulse();
    if (enough && enough()) return Reading::given_up;
    const ssize_t length = ::pread(fd, piece.data(), piece.size(), at);
    if (length < 0 && errno == EINTR) continue;
    if (length < 0) return Reading::broken;
    if (length == 0) return Reading::whole;
    for (Growing& growing : digests) {
      growing.digest.update(piece.data(), static_cast<std::size_t>(length));
    }
    at += length;
  }
}

}  // namespace

Reading read_digests(int fd, rules::Digests& wanted, const Enough& enough) {
  for (auto& [algorithm, digest] : wanted) digest.clear();
  struct stat before {};
  if (::fstat(fd, &before) != 0) return Reading::broken;
  std::vector<Growing> digests;
  for (auto& [algorithm, digest] : wanted) {
    if (auto started = RunningDigest::start(algorithm))
      digests.push_back({&digest, std::move(*started)});
  }
  const Reading reading = read_all(fd, digests, enough);
  if (reading != Reading::whole) return reading;
  struct stat after {};
  if (::fstat(fd, &after) != 0 || !same_file_state(before, after)) return Reading::broken;
  for (Growing& growing : digests) *growing.into = growing.digest.finish();
  return Reading::whole;
}

}  // namespace pkgmap
