#include "engine/facts/won_links.hpp"

#include <sys/stat.h>

#include <algorithm>

#include "engine/system/files/root_directory.hpp"

namespace pkgmap {
namespace {

using alternatives::Candidate;
using alternatives::Offer;

constexpr std::uint32_t kLinkMode = S_IFLNK | 0777;

// update-alternatives replaces no file by its link.
bool is_free(const RootDirectory& root, const std::string& link) {
  struct stat status {};
  return root.stat(link, false, status) != 0 || S_ISLNK(status.st_mode);
}

bool wins(const Offer& offer, LinkGroups& groups) {
  const LinkGroups::Member* member = groups.of(offer.leader);
  if (!member) return true;
  if (!member->group->automatic) return false;
  const auto& candidates = member->group->candidates;
  return std::all_of(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
    return candidate.paths.front() != offer.leader_path && candidate.priority < offer.priority;
  });
}

}  // namespace

std::vector<FileEntry> won_links(const std::vector<Offer>& offers, LinkGroups& groups,
                                 const std::string& root) {
  std::vector<FileEntry> links;
  if (offers.empty()) return links;
  const RootDirectory files(root);
  for (const Offer& offer : offers) {
    if (!is_free(files, offer.link) || !wins(offer, groups)) continue;
    FileEntry& link = links.emplace_back();
    link.path = offer.link;
    link.mode = kLinkMode;
    link.link_target = offer.path;
  }
  return links;
}

}  // namespace pkgmap
