// Every checksummed file as the judge sees it now, without changing anything.
//
// Private to the queries: verify and doctor say what it means.
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
  std::optional<status::Status> status;  ///< None: monit does not answer.
  std::vector<rules::SubstituteCheck> substitutes;
  JudgedFiles files;
  std::vector<std::string> notes;  ///< What could not be seen, for people.
};

/// What packages say is known of every file, also where nobody else asks for it. An Error when the
/// control file is not understood or the package database cannot be read.
Result<FilesView> view_files(const Settings& settings, Host& host);

}  // namespace pkgmap
