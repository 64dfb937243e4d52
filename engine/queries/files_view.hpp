// The judge's verdict on every checksummed file, for queries. Changes no file, record or check.
//
// Private to the queries.
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
  std::unique_ptr<PackageDatabase> database;
  std::optional<status::Status> status;
  std::optional<Error> unanswered;  ///< Why there is no status.
  std::vector<rules::SubstituteCheck> substitutes;
  JudgedFiles files;
  std::vector<Error> notes;  ///< What else could not be read.
};

/// Asks the packages about every file, also where the verdict does not need the answer. Fails if
/// the control file or the package database cannot be read.
Result<FilesView> view_files(const Settings& settings, Host& host);

}  // namespace pkgmap
