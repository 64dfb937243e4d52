// The checks of the last control file without a mistake, as a file of the state directory.
//
// If the control file gets a mistake, monit goes on with what it read before; a plan then needs the
// checks that cannot be read any more. Has no credentials: words of commands that look like
// secrets are hidden, a pattern with one is left out, and a test keeps only what tells a package
// (its port or socket).
#pragma once

#include <string>
#include <vector>

#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

/// Writes the checks of a control file without a mistake. Writes no byte if the file on disk says
/// the same, or while another process holds the lock of the notes
/// (engine/journal/package_notes.hpp): perhaps it writes the same.
Done write_last_reading(const StateStore& store, const monitrc::ControlFile& control_file);

/// Returns the checks of the last reading of the control file with this path. Their spans are
/// empty. Empty without a reading, or if it is of another control file or damaged.
std::vector<monitrc::Check> last_reading(const StateStore& store, const std::string& control_file);

/// Returns of which control file the last reading in a state directory is; empty without a reading,
/// or if it is damaged.
std::string control_file_of_last_reading(const std::string& state_directory);

/// As last_reading() of a state directory; makes no directory and no file.
std::vector<monitrc::Check> last_reading_of(const std::string& state_directory,
                                            const std::string& control_file);

}  // namespace pkgmap
