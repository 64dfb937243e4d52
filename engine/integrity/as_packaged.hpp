// A file with what its packages say of it, for questions in which neither monit nor a record has a
// word. Reads only; any thread.
#pragma once

#include <string>

#include "engine/packages/package_database.hpp"
#include "engine/system/result.hpp"
#include "rules/judge/file_facts.hpp"

namespace pkgmap {

/// `path` is inside `root`. Its content is there by `algorithm`, by SHA-256 and by those of its
/// headers. An Error is one of the package database.
Result<rules::FileFacts> file_as_packaged(const std::string& root, const std::string& path,
                                          const std::string& algorithm, PackageDatabase& database);

}  // namespace pkgmap
