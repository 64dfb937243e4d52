// Finds the links of alternatives(8) that will lead to files of an incoming package once its
// scripts have run, as far as the scripts say so without variables.
//
// Reads the groups of the host and looks at the links. Never fails. For one thread.
#pragma once

#include <string>
#include <vector>

#include "engine/facts/link_groups.hpp"
#include "engine/packages/package_database.hpp"
#include "parsers/alternatives/offers.hpp"

namespace pkgmap {

/// `offers` are the calls of update-alternatives in the scripts of one package
/// (PackageFile::offers); `groups` are the groups of the host whose root directory is `root`, an
/// absolute path. Returns each link that will lead to a file of the package, as if the package
/// shipped this link.
///
/// An offer wins if its group does not exist yet. It also wins if the group is in automatic mode,
/// does not have the offered file as a candidate yet, and has only candidates of a lower priority.
/// An offer does not win if a file that is no link is at the path of its link.
std::vector<FileEntry> won_links(const std::vector<alternatives::Offer>& offers, LinkGroups& groups,
                                 const std::string& root);

}  // namespace pkgmap
