// Removes the state directory. For the last guard that runs after the package of this program was
// removed. Paths are absolute. Any thread.
#pragma once

#include <string>

namespace pkgmap {

/// Returns whether there is still work to do for the state directory with this path: a session that
/// has not ended (one with leftover checks, too), a recheck that waits, or a substitute check. True
/// also if the directory cannot be read; false if it does not exist.
bool has_unfinished(const std::string& state_directory);

/// Removes the state directory `path` and the state directories below it, first those below. From
/// each directory removes the texts (files) of this program, and then the directory if it is empty.
/// If `path` is the state directory of a further monit (one below the outermost state directory),
/// does the same afterwards for the state directory in which `path` lies.
///
/// Removes no file if has_unfinished() is true for `path` or for a state directory below it: a
/// later installation goes on with the work. Asks has_unfinished() anew for the directory in which
/// `path` lies. Takes no lock, and the caller needs none. Ignores errors.
void remove_state_directory(const std::string& path);

}  // namespace pkgmap
