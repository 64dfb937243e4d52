// The last reading: the checks of the last control file without a mistake, as a file of the state
// directory.
//
// If the control file gets a mistake, monit goes on with what it read before; a plan then needs the
// checks that cannot be read any more. The last reading has no credentials: words of commands that
// look like secrets are hidden, a pattern with a secret is left out, and of the tests only the
// connection tests stay, with host, port and socket. Not thread-safe.
#pragma once

#include <string>
#include <vector>

#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

/// Writes the checks of a control file, which has no mistake (the function does not check that).
/// Takes the lock of the notes (engine/journal/package_notes.hpp) for the time of the call. Leaves
/// the last reading as it is, without an Error, if it says the same, or if another process holds
/// this lock, since that process perhaps writes the same.
Done write_last_reading(const StateStore& store, const monitrc::ControlFile& control_file);

/// Returns the checks of the last reading of the control file with this path, with empty spans.
/// Empty if there is no last reading, if it is of another control file, or if it cannot be read.
std::vector<monitrc::Check> last_reading(const StateStore& store, const std::string& control_file);

/// Returns the path of the control file of the last reading in the state directory with this path;
/// empty if there is no last reading, or if it cannot be read.
std::string control_file_of_last_reading(const std::string& state_directory);

/// As last_reading(), for the state directory with this path, which need not exist.
std::vector<monitrc::Check> last_reading_of(const std::string& state_directory,
                                            const std::string& control_file);

}  // namespace pkgmap
