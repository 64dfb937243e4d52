// Looks at a file and at what its packages say of it, for questions that need neither monit nor the
// content record. Reads only; as thread-safe as the package database.
#pragma once

#include <string>

#include "engine/packages/package_database.hpp"
#include "engine/system/result.hpp"
#include "rules/judge/file_facts.hpp"

namespace pkgmap {

/// Returns facts of which only `path`, `present` and `packaging` are set; `packaging` is that of
/// packaging_of(). `path` is absolute, as seen from inside `root`; `present` describes the file to
/// which a link at `path` leads. `present` has the digests by `algorithm` ("md5", "sha1",
/// "sha256"), by SHA-256 and by the algorithms of the headers that have the file; `present.kind`
/// says if the file is missing or cannot be read, and `present` then has no digests. Fails only if
/// the package database cannot be read.
Result<rules::FileFacts> file_as_packaged(const std::string& root, const std::string& path,
                                          const Algorithm& algorithm, PackageDatabase& database);

}  // namespace pkgmap
