// The files whose contents the queries will read, for a root that is an archive: fetching all of
// them at once is faster than one after the other.
#pragma once

#include <string>
#include <vector>

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

/// Fetches the contents of the files that these checks name. Does nothing for a root whose files
/// are just files. Never fails: what is not fetched now is fetched when somebody opens it.
void fetch_files_of(const std::vector<monitrc::Check>& checks, const std::string& root);

}  // namespace pkgmap
