// Asks monit-pkgmap-archive (engine/archives), which parses archives of other people, confined.
//
// Each call starts the program anew and waits for its end, 90 s at most. An Error says why in words
// that follow the name of the archive. For one thread.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/image/archive_protocol.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::image {

/// Takes one record of an answer: LayersRecord, EntryRecord or ContentRecord. An Error ends the
/// reading, and is that of the call.
using TakeRecord = std::function<Done(const Record&)>;

/// `program`: the path of monit-pkgmap-archive; `fd`: the archive, a regular file.
Done ask_for_entries(const std::string& program, int fd, const ReadRequest& request,
                     const TakeRecord& take);

/// An entry with its content.
struct Packed {
  Entry entry;
  std::string content;
};
/// Returns the bytes of an archive with these entries, in their order: tar, compressed by gzip.
Result<std::string> ask_for_archive(const std::string& program, const std::vector<Packed>& entries);

}  // namespace pkgmap::image
