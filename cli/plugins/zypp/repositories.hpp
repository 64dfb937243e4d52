// Where the packages of local repositories lie: libzypp has no need to download these, so what they
// obsolete and bring can be read before it begins.
//
// Reads the files in which zypper keeps its repositories. A file that cannot be read, or is longer
// than 64 KiB, counts as empty. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pkgmap::zypp {

/// Returns the directories of the enabled repositories in a text as zypper writes it: those whose
/// `baseurl` begins with `file:` or `dir:`, with their `path` below it. Absolute paths; without
/// those that have variables or escapes.
std::vector<std::string> directories_in(std::string_view text);

/// Returns the same for the files `*.repo` of a directory, a hundred of them at most.
std::vector<std::string> local_repositories(const std::string& directory);

}  // namespace pkgmap::zypp
