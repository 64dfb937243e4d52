// Answers a request to read an archive: its entries, layer by layer, and the contents that somebody
// wants.
//
// For the confined program monit-pkgmap-archive. For one thread.
#pragma once

#include <functional>

#include "engine/image/archive_protocol.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::archives {

/// Takes one record of an answer; an Error ends the reading.
using TakeRecord = std::function<Done(const image::Record&)>;

/// Reads the archive that is the file `fd`. Fails with words that follow the name of the archive.
Done read_archive(int fd, const image::ReadRequest& request, const TakeRecord& take);

}  // namespace pkgmap::archives
