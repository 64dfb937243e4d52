// Asks monit-pkgmap-archive (engine/archives), a confined program, to read or to make an archive.
//
// Each call starts a new process of the program and waits for its whole answer, 90 s at most. The
// message of an Error of the program continues a sentence that begins with the name of the archive:
// "was not read: ...", "was not made: ...", "is damaged: ...". For one thread.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/image/archive_protocol.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::image {

/// Reads the archive `fd`, a regular file, and calls `take` for each record. `program` is the path
/// of monit-pkgmap-archive. An Error of `take` ends the reading, and the function returns this
/// Error. After any Error, `take` may have got a part of the records.
Done ask_for_entries(const std::string& program, int fd, const ReadRequest& request,
                     const TakeRecord& take);

/// An entry with its content.
struct Packed {
  Entry entry;
  std::string content;
};
/// Returns the bytes of a tar archive with these entries, in their order, compressed by gzip. Fails
/// if the archive has more than 256 MiB. `program` is the path of monit-pkgmap-archive.
Result<std::string> ask_for_archive(const std::string& program, const std::vector<Packed>& entries);

}  // namespace pkgmap::image
