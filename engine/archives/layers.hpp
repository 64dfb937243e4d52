// Finds the layers of a container image in an archive, which has the layout of OCI or that of
// `docker save`. A layer is a tar archive inside the archive.
//
// Anybody may have made the archive, so only a confined program (engine/confine) calls layers_in().
// `fd` must be a regular file. layers_in() sets its position to the beginning first; the position
// is undefined afterwards. layers_in() reads the archive several times: once for the names of its
// members, and in the layout of OCI once more for each list that the index leads to. The message of
// an Error continues a sentence that begins with the name of the archive: "is damaged: ...". For
// one thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/system/result.hpp"

namespace pkgmap::archives {

/// Returns the paths of the layers inside the archive `fd`, the lowest layer first, each as
/// member_name() spells it. Returns nullopt if the archive is no image but the tar file of a root:
/// if it has a member that no image has, no index, or more than 10,000 members. Fails for an
/// archive with several images or more than 128 layers, for a damaged archive, and for a file that
/// is no tar archive.
Result<std::optional<std::vector<std::string>>> layers_in(int fd);

/// Returns the path of a member in one spelling: without a slash at the beginning or end, and with
/// "." and ".." resolved. Gives "etc/passwd" for "./etc/passwd", "/etc/passwd", "etc/x/../passwd"
/// and "../etc/passwd" (no path leads above the top directory). Empty for the top directory.
std::string member_name(const std::string& path);

}  // namespace pkgmap::archives
