// Finds out what stands at a path now: the directories and links on the way, the file, its digests.
//
// One walk along the path gives PresentFile::directories, links and names, so all three describe
// the same way, even if somebody swaps a directory just then. The file is then opened at the end of
// this way without following a link. One pass over the open file gives all digests. Any thread.
// Never fails: PresentFile::Kind says if the file is missing or cannot be read.
#pragma once

#include <set>
#include <string>

#include "engine/integrity/reading.hpp"
#include "rules/judge/file_facts.hpp"

namespace pkgmap {

/// Describes the file that monit sees at `path`, which is absolute, as seen from inside `root`. If
/// the kind is Kind::content, the result has a digest by each of `algorithms` ("md5", "sha1",
/// "sha256"); a digest is empty if the system does not know or does not allow the algorithm. Any
/// other kind has no digests. If `algorithms` is empty, the function opens the file without reading
/// it: the kind of a regular file that can be opened is Kind::content, and there are no digests. If
/// `enough` (reading.hpp) ends the reading, the kind is Kind::too_large.
rules::PresentFile present_file(const std::string& root, const std::string& path,
                                const std::set<Algorithm>& algorithms, const Enough& enough = {});

}  // namespace pkgmap
