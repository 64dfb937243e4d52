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

/// Removes the texts of this program from the state directory `path`, and `path` if it is then
/// empty; before that, in the same way, the state directories of further monits below `path`. If
/// `path` is itself that of a further monit, then calls itself for the directory above. Removes no
/// file if has_unfinished() is true for `path` or a directory below it: a later installation goes
/// on with the work. Takes no lock, and the caller needs none. Ignores errors.
void remove_state_directory(const std::string& path);

}  // namespace pkgmap
