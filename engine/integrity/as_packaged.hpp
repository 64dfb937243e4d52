// A file and what its packages say of it, for questions that need neither monit nor the content
// record. Reads only; as thread-safe as the package database.
#pragma once

#include <string>

#include "engine/packages/package_database.hpp"
#include "engine/system/result.hpp"
#include "rules/judge/file_facts.hpp"

namespace pkgmap {

/// Returns the facts with `path`, the present file and its packaging; the other members are
/// unset. `path` is absolute and inside `root`. The digests are by `algorithm` ("md5"), by SHA-256
/// and by the algorithms of the file's headers. Fails only if the package database cannot be read.
Result<rules::FileFacts> file_as_packaged(const std::string& root, const std::string& path,
                                          const std::string& algorithm, PackageDatabase& database);

}  // namespace pkgmap
