#include "engine/integrity/content.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <optional>
#include <vector>

#include "engine/packages/digest.hpp"
#include "engine/system/fd.hpp"
#include "engine/system/paths.hpp"

namespace pkgmap {
namespace {

struct Wanted {
  std::string package;
  std::string algorithm;
  std::string digest;
};

// Every owner of the path or of what it leads to, whose header knows the content.
Result<std::vector<Wanted>> packaged_digests(const std::string& path, PackageDatabase& database) {
  std::vector<Wanted> wanted;
  const ResolvedPath resolved = resolve_path("/", path);
  for (const std::string& hop : resolved.hops) {
    auto owners = database.owners(hop);
    if (!owners) return owners.error();
    for (const auto& owner : *owners) {
      if (owner.file.digest.empty()) continue;
      wanted.push_back({owner.package.nevra.text(), owner.file.algorithm, owner.file.digest});
    }
  }
  return wanted;
}

bool same_file_state(const struct stat& before, const struct stat& after) {
  return before.st_size == after.st_size && before.st_mtim.tv_sec == after.st_mtim.tv_sec &&
         before.st_mtim.tv_nsec == after.st_mtim.tv_nsec &&
         before.st_ctim.tv_sec == after.st_ctim.tv_sec &&
         before.st_ctim.tv_nsec == after.st_ctim.tv_nsec;
}

struct Digests {
  std::string held;                 // by the baseline's algorithm
  std::vector<std::string> wanted;  // one for each Wanted
};

// Nothing when the file is not there, is no regular file, or changes while it is read.
std::optional<Digests> digests_of(const std::string& path, const std::string& algorithm,
                                  const std::vector<Wanted>& wanted) {
  Fd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  struct stat before {};
  if (!fd || ::fstat(fd.get(), &before) != 0 || !S_ISREG(before.st_mode)) return std::nullopt;
  Digests digests;
  const auto held = digest_of(fd.get(), algorithm);
  if (!held) return std::nullopt;
  digests.held = *held;
  for (const Wanted& owner : wanted) {
    auto digest = digest_of(fd.get(), owner.algorithm);
    digests.wanted.push_back(digest ? std::move(*digest) : std::string());
  }
  struct stat after {};
  if (::fstat(fd.get(), &after) != 0 || !same_file_state(before, after)) return std::nullopt;
  return digests;
}

bool there(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0;
}

}  // namespace

Result<Content> examine(const HeldBaseline& held, PackageDatabase* database) {
  Content content;
  std::vector<Wanted> wanted;
  if (database) {
    auto found = packaged_digests(held.path, *database);
    if (!found) return found.error();
    wanted = std::move(*found);
  }
  if (!wanted.empty()) content.package = wanted.front().package;
  const auto digests =
      digests_of(held.path, held.algorithm.empty() ? "md5" : held.algorithm, wanted);
  if (!digests) {
    content.state = there(held.path) ? ContentState::changed : ContentState::missing;
    return content;
  }
  content.digest = digests->held;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (digests->wanted[i] != wanted[i].digest) continue;
    content.packaged = true;
    content.package = wanted[i].package;
  }
  if (!held.digest.empty() && content.digest == held.digest) {
    content.state = ContentState::as_held;
  } else if (content.packaged) {
    content.state = ContentState::as_packaged;
  } else if (held.digest.empty() && wanted.empty()) {
    content.state = ContentState::unknown;
  } else {
    content.state = ContentState::changed;
  }
  return content;
}

}  // namespace pkgmap
