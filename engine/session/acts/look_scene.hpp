// The context of one look at the checksummed files of a host (file_look.hpp): what the caller
// knows. A resume looks, and so do other commands, for which good_before, over_usec and packages
// are empty or 0. A LookScene owns nothing that it points to. For one thread.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/journal/content_records.hpp"
#include "engine/journal/session_record.hpp"
#include "engine/monit/client.hpp"
#include "engine/packages/package_database.hpp"
#include "parsers/monitrc/model/model.hpp"
#include "parsers/status/status.hpp"
#include "rules/substitute.hpp"

namespace pkgmap {

/// Everything that the scene points to must outlive the look.
struct LookScene {
  const monitrc::ControlFile& control_file;
  const status::Status* status = nullptr;  ///< Null if monit cannot be asked.
  MonitClient* monit = nullptr;            ///< Null if monit cannot be asked.
  /// Null if it cannot be read: then the look takes every file for one that no package owns.
  PackageDatabase* database = nullptr;
  const ContentRecords& records;
  const std::vector<rules::SubstituteCheck>& alarms;  ///< The substitute checks of this monit.
  /// Names of the checks that some session has suspended: each is about to be monitored again.
  CheckNames suspended = {};
  /// Names of those checks of `suspended` that were still on when monit last read its control file,
  /// or after that. monit may have looked at their files then, so monit may hold a baseline that it
  /// does not show.
  CheckNames on_since_reading = {};
  /// Returns whether a suspended check stays suspended because its package is gone. The look calls
  /// it only if the file is gone, too. Without the function no check is orphaned.
  std::function<bool(const monitrc::Check&)> is_orphaned = {};
  std::vector<std::string> accepts = {};  ///< Paths whose present content somebody accepts.
  /// In a resume: paths whose content was good when its session began.
  std::vector<std::string> good_before = {};
  std::int64_t over_usec = 0;  ///< In a resume: SessionRecord::over_usec of its session.
  std::vector<std::string> packages = {};  ///< In a resume: SessionRecord::packages of its session.
  /// Names of the checks whose file something keeps replacing.
  CheckNames raced = {};
  /// True asks the package database about every file, even where the verdict on the file does not
  /// need the answer.
  bool about_packages = false;
};

/// Adds the names of the checks of the session to LookScene::suspended, and the names of those that
/// were not off yet when monit read its control file to LookScene::on_since_reading, too. The
/// caller sets LookScene::status first; without a status, every name is added to both lists. Adds
/// no name if the session never began (never_began()).
void add_suspended(const SessionRecord& session, LookScene& scene);

}  // namespace pkgmap
