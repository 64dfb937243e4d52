// The last reading: the checks of the last control file without a mistake, as a file of the state
// directory.
//
// If the control file gets a mistake, monit goes on with what it read before; a plan then needs the
// checks that cannot be read any more. The file has no credentials: words of commands that look
// like secrets are hidden, a pattern with a secret is left out, and a test keeps only what tells a
// package (its port or socket). Not thread-safe.
#pragma once

#include <string>
#include <vector>

#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

/// Writes the checks of a control file; the caller knows that it has no mistake. Writes nothing if
/// the file on disk says the same, or if another process holds the lock of the notes
/// (engine/journal/package_notes.hpp), since that process perhaps writes the same.
Done write_last_reading(const StateStore& store, const monitrc::ControlFile& control_file);

/// Returns the checks of the last reading of the control file with this path, with empty spans.
/// Empty if there is no reading, if it is of another control file, or if it cannot be read.
std::vector<monitrc::Check> last_reading(const StateStore& store, const std::string& control_file);

/// Returns the path of the control file of the last reading in the state directory with this path;
/// empty if there is no reading, or if it cannot be read.
std::string control_file_of_last_reading(const std::string& state_directory);

/// As last_reading(), for the state directory with this path. Makes no directory and no file.
std::vector<monitrc::Check> last_reading_of(const std::string& state_directory,
                                            const std::string& control_file);

}  // namespace pkgmap
