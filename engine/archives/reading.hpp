// Reads an archive for a request of monit-pkgmap: the entries, layer by layer, and the contents
// that the request names.
//
// For the confined program monit-pkgmap-archive. For one thread.
#pragma once

#include "engine/image/archive_protocol.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::archives {

/// Reads the archive `fd`, which must be a regular file, from its beginning, and calls `take` for
/// each record in turn: a LayersRecord if the archive is a container image, then for each entry an
/// EntryRecord and, if the request wants its content, ContentRecords. An EndRecord or a
/// RefusalRecord is left to the caller. Returns the Error of `take`, or its own Error, whose
/// message continues a sentence that begins with the name of the archive: "is damaged: ...".
Done read_archive(int fd, const image::ReadRequest& request, const image::TakeRecord& take);

}  // namespace pkgmap::archives
