// What the caller of one look at the checksummed files of a host (file_look.hpp) knows. A resume
// fills in good_before, over_usec and packages; for every other caller these members are empty or
// 0. For one thread.
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

/// Owns nothing that it points or refers to: all of it must outlive the look.
struct LookScene {
  const monitrc::ControlFile& control_file;
  const status::Status* status = nullptr;  ///< Null if monit cannot be asked.
  MonitClient* monit = nullptr;            ///< Null if monit cannot be asked.
  /// Null if the package database cannot be read: then the look takes every file for one that no
  /// package owns.
  PackageDatabase* database = nullptr;
  const ContentRecords& records;
  const std::vector<rules::SubstituteCheck>& alarms;  ///< The substitute checks of this monit.
  /// Names of the checks that a session of this monit has suspended, or an unasked session is to
  /// suspend: monit is about to monitor them again.
  CheckNames suspended = {};
  /// The names in `suspended` of the checks that were still on when monit last read its control
  /// file, or after that. monit may have looked at their files then, and so may hold a baseline
  /// that it does not show.
  CheckNames on_since_reading = {};
  /// Returns whether a suspended check stays suspended because its package is gone (the check is
  /// then orphaned). The look calls this function only for a check whose file is missing. If it is
  /// empty, no check is orphaned.
  std::function<bool(const monitrc::Check&)> is_orphaned = {};
  std::vector<std::string> accepts = {};  ///< Paths whose present content somebody accepts.
  /// In a resume: paths whose content was good when its session began.
  std::vector<std::string> good_before = {};
  std::int64_t over_usec = 0;  ///< In a resume: SessionRecord::over_usec of its session.
  std::vector<std::string> packages = {};  ///< In a resume: SessionRecord::packages of its session.
  /// Names of the checks whose file something keeps replacing.
  CheckNames raced = {};
  /// If true, the look asks the package database about every file, even where the verdict on the
  /// file does not need the answer.
  bool about_packages = false;
};

/// Adds the names of all checks of the session to LookScene::suspended. Adds the names of the
/// checks that were not off yet when monit read its control file also to
/// LookScene::on_since_reading. The caller sets LookScene::status first; without a status, every
/// name is added to both lists. Adds no name if the session never began (never_began()).
void add_suspended(const SessionRecord& session, LookScene& scene);

}  // namespace pkgmap
