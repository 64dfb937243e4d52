// The layers of a container image in an archive: of the layout that OCI describes, and of what
// `docker save` writes.
//
// For confined programs. Reads the archive once for its lists, and once more for each list that
// comes before it; a compressed archive is decompressed each time. Errors are words that follow the
// name of the archive. For one thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/system/result.hpp"

namespace pkgmap::archives {

/// Returns the paths of the layers inside the archive, the lowest one first; nullopt if the archive
/// is no image but the files of a root. Fails for an archive with several images: nobody knows
/// which one is meant.
Result<std::optional<std::vector<std::string>>> layers_in(int fd);

/// Returns a path as the archive has it, without "./" and the like: the last name of a member.
std::string member_name(const std::string& path);

}  // namespace pkgmap::archives
