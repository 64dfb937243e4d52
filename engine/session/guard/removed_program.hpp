// Removes the state directory, for the last guard that runs after the package of this program was
// removed. Paths are absolute. Any thread.
#pragma once

#include <string>

namespace pkgmap {

/// Returns whether the file of the running program was removed and no other file has its name.
/// False after an upgrade, since the new file has the name; also false if the name is not known.
bool program_is_removed();

/// Returns whether there is still work to do for the state directory with this path: a session that
/// has not ended, a leftover check, a recheck that waits, or a substitute check. Also true if the
/// directory cannot be read; false if it does not exist.
bool has_unfinished(const std::string& state_directory);

/// Removes the texts of this program from the state directory with this path, and the directory if
/// it is then empty; before it, in the same way, the state directories of further monits below it;
/// after it the state directory above it, if it is that of a further monit. Removes no file if
/// has_unfinished() is true for the directory or one below it: a later installation goes on with
/// the work. Takes no lock. Ignores errors.
void remove_state_directory(const std::string& path);

}  // namespace pkgmap
