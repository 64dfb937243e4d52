// Finds the directories of local repositories. libzypp does not download the packages of such a
// repository, so the plugin can read their files when the commit begins.
//
// Reads the files in which zypper keeps its repositories. A file that cannot be read, or is longer
// than 64 KiB, counts as empty. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pkgmap::zypp {

/// Returns the absolute paths of the directories of the enabled local repositories in `text`, the
/// content of a .repo file of zypper. A repository is local if its `baseurl` begins with `file:` or
/// `dir:`; its directory is the path in this address, with the value of the setting `path`
/// appended. Leaves out the directory "/" and an address with variables or escapes.
std::vector<std::string> directories_in(std::string_view text);

/// Returns what directories_in() returns for the files `*.repo` in `directory`, a hundred files at
/// most; empty if the directory cannot be read.
std::vector<std::string> local_repositories(const std::string& directory);

}  // namespace pkgmap::zypp
