#include "engine/integrity/claims.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>

#include <climits>

namespace pkgmap {
namespace {

// What a link leads to, by its text; nothing when it is no link.
std::optional<std::string> link_text(const RootDirectory& root, const std::string& path) {
  const Fd link = root.open(path, O_PATH | O_NOFOLLOW);
  std::array<char, PATH_MAX> text{};
  const ssize_t length = link ? ::readlinkat(link.get(), "", text.data(), text.size()) : -1;
  if (length < 0) return std::nullopt;
  return std::string(text.data(), static_cast<std::size_t>(length));
}

// A link in place of a packaged file: what it leads to is not that file, whoever owns it.
bool usurps(const FileEntry& file, const std::optional<std::string>& link) {
  return link && !file.ghost && S_ISREG(file.mode);
}

bool contradicts(const FileEntry& file, const std::optional<std::string>& link) {
  if (file.ghost || !link) return false;
  if (S_ISLNK(file.mode)) return file.link_target != *link;
  return usurps(file, link) && file.content_verified;
}

void add(const PackageDatabase::Owned& owned, const std::optional<std::string>& link,
         Claims& claims) {
  if (!claims.owner) claims.owner = owned.package;
  if (!claims.replaced && contradicts(owned.file, link)) claims.replaced = owned.package;
  if (link || owned.file.digest.empty()) return;
  claims.content.push_back({owned.package, owned.file.algorithm, owned.file.digest,
                            owned.file.content_verified, owned.file.config});
}

}  // namespace

Result<Claims> claims_about(const ResolvedPath& path, const RootDirectory& root,
                            PackageDatabase& database) {
  Claims claims;
  for (const std::string& hop : path.hops) {
    const auto owners = database.owners(hop);
    if (!owners) return owners.error();
    if (owners->empty()) continue;
    const auto link = link_text(root, hop);
    bool usurped = false;
    for (const PackageDatabase::Owned& owned : *owners) {
      add(owned, link, claims);
      usurped = usurped || usurps(owned.file, link);
    }
    if (usurped) break;
  }
  return claims;
}

}  // namespace pkgmap
