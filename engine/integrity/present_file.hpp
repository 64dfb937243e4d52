// What stands at a path now: the way that leads there, the file, the digests of its content.
//
// One walk, and one pass over one open file: what is said of the way and of the names is of the
// same moment, so that nobody can swap a directory between two looks. Any thread.
#pragma once

#include <set>
#include <string>

#include "engine/integrity/reading.hpp"
#include "rules/judge/file_facts.hpp"

namespace pkgmap {

/// `path` is inside `root`. With empty `algorithms` the file is not read, and Kind::content has no
/// digests. An algorithm that this system does not know has none either. `enough`: see reading.hpp;
/// a file that is given up is PresentFile::Kind::too_large.
rules::PresentFile present_file(const std::string& root, const std::string& path,
                                const std::set<std::string>& algorithms, const Enough& enough = {});

}  // namespace pkgmap
