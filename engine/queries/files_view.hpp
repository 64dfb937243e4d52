// Gives queries the verdict (rules/judge) on every checksummed file: whether its content is good.
// Changes no file, record or check.
//
// Private to the queries. For one thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/packages/package_database.hpp"
#include "engine/session/acts/file_look.hpp"
#include "engine/session/host/host.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

struct FilesView {
  monitrc::Parsed parsed;
  std::unique_ptr<PackageDatabase> database;  ///< Never null.
  std::optional<status::Status> status;       ///< nullopt if monit does not answer.
  std::optional<Error> unanswered;            ///< Why there is no status; nullopt if there is one.
  std::vector<rules::SubstituteCheck> substitutes;  ///< Those of this monit.
  /// As FileLook::look() returns them. JudgedFiles::trouble is nullopt: view_files() returns this
  /// Error in place of a FilesView.
  JudgedFiles files;
  /// One Error each for the content records, the substitute checks and the sessions, if they could
  /// not be read; they then count as empty.
  std::vector<Error> notes;
};

/// Judges the file of every check that compares a content without `expect`. Asks the package
/// database about every such file, even if the verdict does not need the answer. Fails if the
/// control file has an error or cannot be read, or if the package database cannot be read.
Result<FilesView> view_files(const Settings& settings, Host& host);

}  // namespace pkgmap
