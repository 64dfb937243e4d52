#include "engine/integrity/packaging.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <utility>

#include "engine/system/files/paths.hpp"

namespace pkgmap {
namespace {

using rules::LinkOnWay;

const LinkOnWay* link_at(const rules::PresentFile& file, const std::string& place) {
  for (const LinkOnWay& link : file.links) {
    if (link.place == place) return &link;
  }
  return nullptr;
}

// Whether a link stands in place of a packaged file: the target of the link is not that file, even
// if a package owns the target.
bool usurps(const FileEntry& file, const LinkOnWay* link) {
  return link && !file.ghost && S_ISREG(file.mode);
}

bool contradicts(const FileEntry& file, const LinkOnWay* link) {
  if (file.ghost || !link) return false;
  if (S_ISLNK(file.mode)) return !file.link_target.empty() && file.link_target != link->text;
  return usurps(file, link) && file.content_verified;
}

rules::HeaderWord word_of(const PackageDatabase::Owned& owned, PackageDatabase& database) {
  rules::HeaderWord word;
  word.package = owned.package.nevra.text();
  word.digest = owned.file.digest;
  word.binding = owned.file.content_verified;
  word.config = owned.file.config;
  const auto signature = database.signature(owned.package);
  if (signature) {
    word.proved = *signature == Signature::key;
    word.signature = owned.file.known_by.empty() ? name_of(*signature) : owned.file.known_by;
  } else {
    word.bad_signature = signature.error().message;
  }
  return word;
}

void add(const PackageDatabase::Owned& owned, const LinkOnWay* link, PackageDatabase& database,
         rules::Packaging& packaging) {
  const std::string name = owned.package.nevra.text();
  if (packaging.owner.empty()) packaging.owner = name;
  if (packaging.replaced.empty() && contradicts(owned.file, link)) packaging.replaced = name;
  if (link || !owned.file.digest.known()) return;
  packaging.words.push_back(word_of(owned, database));
}

Done look_at_link(LinkOnWay& link, PackageDatabase& database) {
  const auto owners = database.owners(link.place);
  if (!owners) return owners.error();
  link.packaged = std::any_of(owners->begin(), owners->end(), [&](const auto& owned) {
    return S_ISLNK(owned.file.mode) && owned.file.link_target == link.text;
  });
  const std::string around = directory_of(link.place);
  // The distribution makes the links directly below "/", such as /bin.
  link.packaged_around = around == "/";
  if (link.packaged || link.packaged_around) return done();
  const auto around_owners = database.owners(around);
  if (!around_owners) return around_owners.error();
  link.packaged_around = std::any_of(around_owners->begin(), around_owners->end(),
                                     [](const auto& owned) { return owned.file.directory(); });
  return done();
}

}  // namespace

Result<rules::Packaging> packaging_of(rules::PresentFile& file, PackageDatabase& database) {
  for (LinkOnWay& link : file.links) {
    if (auto looked = look_at_link(link, database); !looked) return looked.error();
  }
  rules::Packaging packaging;
  for (const std::string& name : file.names) {
    const auto owners = database.owners(name);
    if (!owners) return owners.error();
    const LinkOnWay* link = link_at(file, name);
    bool usurped = false;
    for (const PackageDatabase::Owned& owned : *owners) {
      add(owned, link, database, packaging);
      usurped = usurped || usurps(owned.file, link);
    }
    if (usurped) break;
  }
  return packaging;
}

}  // namespace pkgmap
