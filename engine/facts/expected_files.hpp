// Fetches the contents that the queries will read from a root that is an archive: a container image
// or a bundle, whose files a StandIn keeps (system/files/stand_in.hpp). To fetch all contents in
// one call is faster than to fetch one after the other. For one thread.
#pragma once

#include <string>
#include <vector>

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

/// Fetches the contents of the files that these checks watch, and of the programs that they run.
/// Does nothing if no StandIn answers for `root`. Never fails: a content that is not fetched now is
/// fetched when a query opens the file.
void fetch_files_of(const std::vector<monitrc::Check>& checks, const std::string& root);

}  // namespace pkgmap
