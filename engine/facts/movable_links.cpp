#include "engine/facts/movable_links.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "engine/system/files/paths.hpp"

namespace pkgmap {
namespace {

using alternatives::Candidate;
using alternatives::LinkGroup;

struct Followed {
  std::string link;  ///< Resolved path.
  std::string text;
};

struct Links final : Passerby {
  void enters(const std::string& directory, int descriptor, const std::string& entry) override {
    static_cast<void>(directory);
    static_cast<void>(descriptor);
    static_cast<void>(entry);
  }
  void follows(const std::string& link, const std::string& text) override {
    found.push_back({link, text});
  }

  std::vector<Followed> found;  ///< In the order of the way.
};

// dpkg's update-alternatives and alternatives(8) of chkconfig, under whatever name a script calls
// it.
constexpr const char* kProgram = "alternatives";

bool is_at_or_below(const std::string& path, const std::string& directory) {
  return path == directory || path.starts_with(directory + "/");
}

// "/bin", a link to "usr/bin": packages have it as a directory, or do not have it, and no script
// moves it.
bool is_of_merged_usr(const Followed& followed) {
  const std::string inside_usr = "usr" + followed.link;
  return directory_of(followed.link) == "/" &&
         (followed.text == inside_usr || followed.text == "/" + inside_usr);
}

// The candidate whose file, or directory, has the file at `end`.
std::optional<std::size_t> present_choice(const LinkGroup& group, std::size_t link,
                                          const std::string& end, const std::string& root) {
  for (std::size_t i = 0; i < group.candidates.size(); ++i) {
    const std::string& path = group.candidates[i].paths[link];
    if (!path.empty() && is_at_or_below(end, ShippedFiles::resolved(root, path))) return i;
  }
  return std::nullopt;
}

}  // namespace

const LinkGroups::Member* MovableLinks::member_of(const std::string& link,
                                                  const std::string& text) {
  const std::string directory = resolve_directory(root_, kAlternativesDirectory);
  if (directory_of(link) == directory) return groups_.of(base_name_of(link));
  const std::string target = lexically_normal(text);
  if (!text.starts_with('/') || directory_of(target) != kAlternativesDirectory) return nullptr;
  const LinkGroups::Member* member = groups_.of(base_name_of(target));
  if (!member) return nullptr;
  const std::string& own = member->group->links[member->link].path;
  return ShippedFiles::resolved(root_, own) == link ? member : nullptr;
}

Result<bool> MovableLinks::is_shipped(const std::string& link) const {
  const ShippedFile* incoming = shipped_.incoming(link);
  if (incoming && S_ISLNK(incoming->entry.mode)) return true;
  const auto owners = database_.owners(link);
  if (!owners) return owners.error();
  return std::any_of(owners->begin(), owners->end(), [&](const auto& owned) {
    return !owned.file.ghost && S_ISLNK(owned.file.mode) && !shipped_.leaves(owned.package);
  });
}

// `single`: all links that no package ships are of one group.
Result<MovableLinks::Step> MovableLinks::first_movable(const rules::PathFact& path,
                                                       const std::string& end, bool& single) {
  Links links;
  static_cast<void>(resolve_path(root_, path.asked, &links));
  Step first;
  single = true;
  for (const Followed& followed : links.found) {
    if (followed.link == end) break;
    if (is_of_merged_usr(followed)) continue;
    const auto shipped = is_shipped(followed.link);
    if (!shipped) return shipped.error();
    if (*shipped) continue;
    const LinkGroups::Member* member = member_of(followed.link, followed.text);
    if (first.link.empty()) {
      first = {followed.link, member};
    } else if (member != first.member) {
      single = false;
    }
  }
  return first;
}

// dpkg and chkconfig take a candidate out of its group only if a script says so: somebody may have
// made the file a candidate by hand.
Result<bool> MovableLinks::withdraws(const rules::Nevra& gone) const {
  const auto records = database_.by_name(gone.name);
  if (!records) return records.error();
  for (const PackageRecord& record : *records) {
    if (!(record.nevra == gone)) continue;
    return database_.removal_runs(record, kProgram);
  }
  return false;
}

// dpkg forgets a candidate whose file is missing, chkconfig does not.
Result<bool> MovableLinks::is_left(const Candidate& candidate, rules::AlternativesTool tool,
                                   const IsLost& is_lost) const {
  const ResolvedPath way = resolve_path(root_, candidate.paths.front());
  for (const std::string& hop : way.hops) {
    const auto lost = is_lost(hop);
    if (!lost || *lost) return lost ? Result<bool>(false) : lost;
  }
  return way.exists || tool == rules::AlternativesTool::chkconfig;
}

Result<WayAfter> MovableLinks::next_of(const Step& step, const std::string& end,
                                       const IsLost& is_lost) const {
  const auto& [group, link, tool] = *step.member;
  WayAfter after{step.link, false, {}};
  const auto present = present_choice(*group, link, end, root_);
  if (!present) return after;
  const std::string directory =
      ShippedFiles::resolved(root_, group->candidates[*present].paths[link]);
  // The leader decides. A candidate of which only a slave goes stays in the group.
  std::vector<bool> there;
  for (const Candidate& candidate : group->candidates) {
    const auto left = is_left(candidate, tool, is_lost);
    if (!left) return left.error();
    there.push_back(*left);
  }
  if (there[*present]) return after;
  const rules::NextChoice next = rules::next_choice(*group, *present, there, tool);
  after.known = next.certain;
  if (!next.certain || !next.candidate) return after;
  const std::string& chosen = group->candidates[*next.candidate].paths[link];
  if (chosen.empty()) return after;
  const ResolvedPath way = resolve_path(root_, chosen + end.substr(directory.size()));
  if (way.exists) {
    after.next = way.target;
  } else {
    after.known = false;
  }
  return after;
}

Result<WayAfter> MovableLinks::after_loss(const rules::PathFact& path, const std::string& end,
                                          const rules::Nevra& gone, const IsLost& is_lost) {
  bool single = false;
  const auto step = first_movable(path, end, single);
  if (!step) return step.error();
  WayAfter after{step->link, false, {}};
  if (!step->member || !single || others_come_) return after;
  const auto withdrawn = withdraws(gone);
  if (!withdrawn) return withdrawn.error();
  return *withdrawn ? next_of(*step, end, is_lost) : after;
}

}  // namespace pkgmap
