// The last reading: the checks of the last control file without a mistake, as a file of the state
// directory.
//
// If the control file gets a mistake, monit goes on with the checks that it read before. A plan
// then takes these checks from the last reading. The last reading has no credentials: what looks
// like a secret in a command, a path or an address is hidden (`***`), and a pattern with a secret
// is left out. Of the tests, the last reading has only the connection tests, with host, port and
// socket. Not thread-safe.
#pragma once

#include <string>
#include <vector>

#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

/// Writes the checks of a control file, which has no mistake (not checked). Does not write if the
/// last reading says the same already.
///
/// Takes the lock of the notes (engine/journal/package_notes.hpp) for the write. If another process
/// holds this lock, that process perhaps writes the same: then returns without an Error, and the
/// last reading stays as it is.
Done write_last_reading(const StateStore& store, const monitrc::ControlFile& control_file);

/// Returns the checks of the last reading; their spans (places in the control file) are empty.
/// `control_file` is a path as ControlFile::path of write_last_reading(). Returns no checks if
/// there is no last reading, if it is of another control file, or if it is damaged or cannot be
/// read.
std::vector<monitrc::Check> last_reading(const StateStore& store, const std::string& control_file);

/// Returns the path of the control file of the last reading in the state directory with this path.
/// Returns an empty path if there is no last reading, or if it is damaged or cannot be read.
std::string control_file_of_last_reading(const std::string& state_directory);

/// As last_reading(), for the state directory with this path. Returns no checks also if the
/// directory does not exist.
std::vector<monitrc::Check> last_reading_of(const std::string& state_directory,
                                            const std::string& control_file);

}  // namespace pkgmap
