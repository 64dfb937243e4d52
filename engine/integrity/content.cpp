#include "engine/integrity/content.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <vector>

#include "engine/integrity/claims.hpp"
#include "engine/integrity/reading.hpp"
#include "engine/system/files/paths.hpp"

namespace pkgmap {
namespace {

constexpr const char* kMonitsDefault = "md5";

// How far the header counts.
struct Trust {
  std::optional<Signature> signature;
  std::string refusal;
};

// A bad signature never counts: rpm itself would not use that header. The rest is the policy's.
Trust trust_in(const PackageRecord& package, const std::string& path, PackageDatabase& database) {
  const std::string name = package.nevra.text();
  const std::string equal = path + " is as " + name + " has it, but ";
  const auto signature = database.signature(package);
  if (!signature) return {std::nullopt, equal + signature.error().message};
  Trust trust{*signature, {}};
  if (database.requires_signature() && *signature != Signature::key) {
    trust.refusal = equal + name + " is not signed by a key that rpm knows";
  }
  return trust;
}

void take(const PackageRecord& package, const Trust& trust, Content& content) {
  content.package = package.nevra.text();
  content.signature = trust.signature;
}

// The owner that is named when no header has this content.
const PackageRecord* answering(const Claims& claims) {
  if (claims.replaced) return &*claims.replaced;
  if (!claims.content.empty()) return &claims.content.front().package;
  return claims.owner ? &*claims.owner : nullptr;
}

Shipped shipped_otherwise(const Claims& claims, const Digests& digests) {
  if (claims.replaced) return Shipped::replaced;
  if (!claims.owner) return Shipped::unowned;
  const bool contradicted = std::any_of(
      claims.content.begin(), claims.content.end(),
      [&](const Claim& claim) { return claim.binding && !digests.at(claim.algorithm).empty(); });
  return contradicted ? Shipped::differs : Shipped::silent;
}

// The claim that the content fulfils, with the best signature of several.
void compare(const Claims& claims, const Digests& digests, const std::string& path,
             PackageDatabase& database, Content& content) {
  content.shipped = shipped_otherwise(claims, digests);
  if (const PackageRecord* owner = answering(claims)) {
    take(*owner, trust_in(*owner, path, database), content);
    content.config = !claims.content.empty() && claims.content.front().config;
  }
  if (claims.replaced) return;
  for (const Claim& claim : claims.content) {
    if (digests.at(claim.algorithm) != claim.digest) continue;
    const Trust trust = trust_in(claim.package, path, database);
    const bool better = content.shipped != Shipped::equal || trust.signature > content.signature;
    content.shipped = Shipped::equal;
    if (!better) continue;
    take(claim.package, trust, content);
    content.config = claim.config;
    content.refusal = trust.refusal;
  }
  content.packaged = content.shipped == Shipped::equal && content.refusal.empty();
}

ContentState state_of(const HeldBaseline& held, const Content& content) {
  if (!held.digest.empty() && content.digest == held.digest) return ContentState::as_held;
  if (content.packaged) return ContentState::as_packaged;
  const bool nobody = content.shipped == Shipped::unowned || content.shipped == Shipped::silent;
  return held.digest.empty() && nobody ? ContentState::unknown : ContentState::changed;
}

bool there(const RootDirectory& root, const std::string& path) {
  struct stat info {};
  return root.stat(path, true, info) == 0;
}

void without_content(const Claims& claims, const std::string& path, PackageDatabase& database,
                     Content& content) {
  if (const PackageRecord* owner = answering(claims)) {
    take(*owner, trust_in(*owner, path, database), content);
  }
  const bool silent = claims.content.empty() && !claims.replaced;
  const Shipped owned = silent ? Shipped::silent : Shipped::differs;
  content.shipped = claims.owner ? owned : Shipped::unowned;
}

}  // namespace

Result<Content> examine(const HeldBaseline& held, PackageDatabase* database,
                        const std::string& root) {
  const RootDirectory directory(root);
  const ResolvedPath path = resolve_path(root, held.path);
  Claims claims;
  if (database) {
    auto found = claims_about(path, directory, *database);
    if (!found) return found.error();
    claims = std::move(*found);
  }
  const std::string algorithm = held.algorithm.empty() ? kMonitsDefault : held.algorithm;
  Digests digests = {{algorithm, {}}};
  for (const Claim& claim : claims.content) digests[claim.algorithm];
  Content content;
  // Without a digest by monit's own algorithm nothing can be said of what monit would take.
  if (!read_digests(directory, path.target, digests) || digests[algorithm].empty()) {
    if (database) without_content(claims, held.path, *database, content);
    const bool exists = there(directory, held.path);
    content.state = exists ? ContentState::changed : ContentState::missing;
    return content;
  }
  content.digest = digests[algorithm];
  if (database) compare(claims, digests, held.path, *database, content);
  content.state = state_of(held, content);
  return content;
}

}  // namespace pkgmap
