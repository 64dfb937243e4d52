// What doctor says of the control file, and what the other rows may know of it.
//
// Private to doctor.
#pragma once

#include <optional>
#include <string>

#include "engine/queries/finding.hpp"
#include "engine/settings.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

/// The control file, as far as this user could read it.
struct SeenControlFile {
  Finding finding;
  std::optional<monitrc::ControlFile> control_file;  ///< nullopt if nothing of it is known.
  std::string missing_part;  ///< Why something of it is not known; empty if it is whole.
  std::string cure;          ///< What to do about the missing part.
};

SeenControlFile see_control_file(const Settings& settings);

}  // namespace pkgmap
