// Links of alternatives(8) that a package which comes will make lead to its own files, as far as
// its scripts say so in plain words.
//
// Reads the groups of the host and looks at the links. Never fails. For one thread.
#pragma once

#include <string>
#include <vector>

#include "engine/facts/link_groups.hpp"
#include "engine/packages/package_database.hpp"
#include "parsers/alternatives/offers.hpp"

namespace pkgmap {

/// Returns each link that will lead to a file of the package, as if the package shipped this link:
/// the group leaves the choice to the priorities, and the offer has a higher one than all present
/// candidates; or there is no such group yet, and no other file in place of the link. `root` is an
/// absolute path.
std::vector<FileEntry> won_links(const std::vector<alternatives::Offer>& offers, LinkGroups& groups,
                                 const std::string& root);

}  // namespace pkgmap
