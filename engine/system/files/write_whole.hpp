// Writes a file that a person named for an answer.
//
// Readers see the old or the whole new file, never a part. No link is followed, neither at the end
// of the path nor on the way: another user could let it lead to a file of root's. Any thread.
#pragma once

#include <string>

#include "engine/system/result.hpp"

namespace pkgmap {

/// Writes `text` to the file `path`, an absolute path. A new file has the mode 0600; a file that is
/// replaced must be a regular file of the calling user, and its mode stays. The file is durable
/// when the function returns. After an error the old file is unchanged.
Done write_whole(const std::string& path, const std::string& text);

}  // namespace pkgmap
