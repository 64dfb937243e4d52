// Describes a file as rules::FileState: as it is now, or as the header of a package has it.
//
// Paths are absolute, as seen from inside the root; links are followed inside the root. Never
// fails: a value that cannot be read is missing, empty or 0. Any thread that may use the arguments.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "engine/facts/accounts.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/system/files/root_directory.hpp"
#include "rules/predict/predict.hpp"

namespace pkgmap {

/// Returns the digest of the regular file to which `path` leads, through links, in lower-case hex;
/// nullopt if there is no regular file, if the file cannot be read, or if this system does not know
/// or does not allow `algorithm` ("md5", "sha1", "sha256").
std::optional<std::string> digest_at(const RootDirectory& root, const std::string& path,
                                     const Algorithm& algorithm);

/// Returns the file that monit sees at `path`. If the file is a regular file that can be read,
/// FileState::digests has a digest by each of `algorithms` that this system knows and allows.
/// FileState::exists is false if there is no file, or if this process may not look at the file.
rules::FileState state_now(const RootDirectory& root, const std::string& path,
                           const std::set<Algorithm>& algorithms, const AccountLookup& accounts);

/// Returns the file as the package with this entry ships it; FileState::exists is always true.
/// FileState::digests has only the digest of the header, if the header has one.
rules::FileState state_shipped(const FileEntry& entry);

}  // namespace pkgmap
