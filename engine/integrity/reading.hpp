// The digests of one file, from one pass over one open file, and only if it held still meanwhile.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "engine/system/files/root_directory.hpp"

namespace pkgmap {

/// By algorithm; empty for one that this system does not know or does not allow.
using Digests = std::map<std::string, std::string>;

/// Fills in every digest of `wanted`. `path` is resolved: a link in its last place is not followed.
/// False when it is not there, is no regular file, cannot be read, or changes while it is read.
/// Never blocks; needs the same memory for every size.
bool read_digests(const RootDirectory& root, const std::string& path, Digests& wanted);

}  // namespace pkgmap
