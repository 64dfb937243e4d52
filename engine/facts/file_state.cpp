#include "engine/facts/file_state.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <utility>

#include "engine/packages/digest.hpp"
#include "engine/system/files/regular_file.hpp"

namespace pkgmap {

std::optional<std::string> digest_at(const RootDirectory& root, const std::string& path,
                                     const Algorithm& algorithm) {
  if (const StandIn* stand_in = root.stand_in()) {
    struct stat plain {};
    const Fd name = root.open(path, O_PATH);
    if (!name || ::fstat(name.get(), &plain) != 0) return std::nullopt;
    if (auto known = stand_in->digest(plain, algorithm)) return known;
  }
  const RegularFile file = open_regular(root, path);
  if (!file) return std::nullopt;
  auto digest = digest_of(file.fd.get(), algorithm);
  return digest ? std::optional(*std::move(digest)) : std::nullopt;
}

rules::FileState state_now(const RootDirectory& root, const std::string& path,
                           const std::set<Algorithm>& algorithms, const AccountLookup& accounts) {
  rules::FileState state;
  struct stat status {};
  if (root.stat(path, true, status) != 0) return state;
  state.exists = true;
  state.mode = status.st_mode;
  state.user = accounts.user_name(status.st_uid);
  state.group = accounts.group_name(status.st_gid);
  state.size = static_cast<std::uint64_t>(status.st_size);
  state.modified = status.st_mtim.tv_sec;
  if (!S_ISREG(status.st_mode) || algorithms.empty()) return state;
  for (const Algorithm& algorithm : algorithms) {
    if (algorithm == Algorithm::none) continue;
    if (auto digest = digest_at(root, path, algorithm)) state.digests[algorithm] = *digest;
  }
  return state;
}

rules::FileState state_shipped(const FileEntry& entry) {
  rules::FileState state;
  state.exists = true;
  state.mode = entry.mode;
  state.user = entry.user;
  state.group = entry.group;
  state.size = entry.size;
  state.modified = entry.modified;
  if (entry.digest.known()) state.digests[entry.digest.algorithm] = entry.digest.value;
  return state;
}

}  // namespace pkgmap
