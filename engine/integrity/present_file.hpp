// What stands at a path now: the directories and links on the way, the file, its digests.
//
// One walk gives both the way and the names, so both are of one moment, and nobody can swap a
// directory in between. One pass over one open file gives all digests. Any thread; never fails, see
// PresentFile::Kind.
#pragma once

#include <set>
#include <string>

#include "engine/integrity/reading.hpp"
#include "rules/judge/file_facts.hpp"

namespace pkgmap {

/// Looks at the file that monit sees at `path`, an absolute path inside `root`. If `algorithms` is
/// empty, does not read the file, and a file of Kind::content has no digests. An unknown or
/// forbidden algorithm gives an empty digest. If `enough` (reading.hpp) ends the reading, the file
/// is of Kind::too_large.
rules::PresentFile present_file(const std::string& root, const std::string& path,
                                const std::set<std::string>& algorithms, const Enough& enough = {});

}  // namespace pkgmap
