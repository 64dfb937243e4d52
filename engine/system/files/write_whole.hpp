// Writes a whole file whose path a person named.
//
// Readers see the old or the whole new file, never a part. No link is followed, neither at the end
// of the path nor on the way: another user could let the link lead to a file of root's. Any thread.
#pragma once

#include <string>

#include "engine/system/result.hpp"

namespace pkgmap {

/// Writes `text` to the file `path`, an absolute path. A file that did not exist gets the mode
/// 0600. A file that exists is replaced: it must be a regular file of the calling user, and the new
/// file gets its mode. The file is durable when the function returns. After an Error the old file
/// is unchanged, unless the Error says that the new one is written (a disk that failed at the very
/// end).
Done write_whole(const std::string& path, const std::string& text);

}  // namespace pkgmap
