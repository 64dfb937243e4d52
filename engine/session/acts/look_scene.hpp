// What a look at the checksummed files of a host is made of (file_look.hpp). Values and views.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/journal/content_records.hpp"
#include "engine/monit/client.hpp"
#include "engine/packages/package_database.hpp"
#include "parsers/monitrc/model/model.hpp"
#include "parsers/status/status.hpp"
#include "rules/substitute.hpp"

namespace pkgmap {

/// All of it outlives the look.
struct LookScene {
  const monitrc::ControlFile& control_file;
  const status::Status* status = nullptr;  ///< Null: monit cannot be asked.
  MonitClient* monit = nullptr;            ///< Null: likewise.
  PackageDatabase* database = nullptr;     ///< Null: no package answers for anything.
  const ContentRecords& records;
  const std::vector<rules::SubstituteCheck>& alarms;  ///< Of this monit.
  /// Checks that some session has suspended: they are about to be monitored again.
  std::vector<std::string> suspended = {};
  /// Of these, whether it stays suspended because its package is gone; asked where its file is
  /// gone, too. Empty: none does.
  std::function<bool(const monitrc::Check&)> is_orphaned = {};
  std::vector<std::string> accepts = {};  ///< Paths.
  std::vector<std::string> raced = {};    ///< Checks.
  bool about_packages =
      false;  ///< What packages say is wanted of every file, not only for the judge.
};

}  // namespace pkgmap
