// Says what doctor finds about the control file, and which parts of this file the other findings of
// doctor may use.
//
// Private to doctor.
#pragma once

#include <optional>
#include <string>

#include "engine/queries/host_finding.hpp"
#include "engine/settings.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

/// The control file, as far as this user could read it.
struct SeenControlFile {
  HostFinding finding;
  /// nullopt if it could not be read, or if its mistakes leave neither a check nor `set httpd`.
  std::optional<monitrc::ControlFile> control_file;
  /// Why a part or all of the control file is not known, as a clause; empty if all is known.
  std::string missing_part;
  std::string cure;  ///< What to do about the missing part; empty if all is known.
};

/// Reads the control file of the settings. Never fails: a failure is a finding.
SeenControlFile see_control_file(const Settings& settings);

}  // namespace pkgmap
