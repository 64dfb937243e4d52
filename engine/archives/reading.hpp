// Reads an archive for a request of monit-pkgmap: the entries, layer by layer, and the contents
// that the request names.
//
// For the confined program monit-pkgmap-archive. For one thread.
#pragma once

#include "engine/image/archive_protocol.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::archives {

/// Reads the archive `fd`, which must be a regular file, from its beginning. Calls `take` for these
/// records, in this order:
/// - a LayersRecord, only if the archive is a container image;
/// - for each entry of the archive, or of each layer from the lowest on, an EntryRecord (unless
///   ReadRequest::only_contents leaves it out), followed by ContentRecords if the request wants the
///   content.
/// Makes no EndRecord and no RefusalRecord: the caller sends them. An Error of `take` ends the
/// reading, and the function returns this Error. The message of every other Error continues a
/// sentence that begins with the name of the archive: "is damaged: ...".
Done read_archive(int fd, const image::ReadRequest& request, const image::TakeRecord& take);

}  // namespace pkgmap::archives
