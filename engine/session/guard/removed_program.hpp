// Removes the state directory, for the last guard that runs after the package of this program was
// removed. Any thread.
#pragma once

#include <string>

namespace pkgmap {

/// Returns whether the file of the running program was removed and no other file has its name.
/// After an upgrade the new file has the name.
bool program_is_removed();

/// Returns whether the state directory still has work to do: a session that is not over, a leftover
/// check, a recheck that waits, or a substitute check that keeps an alarm. Also true if the
/// directory cannot be read; false if it does not exist.
bool has_unfinished(const std::string& state_directory);

/// Removes the texts of this program right in the directory, then the directory; and likewise the
/// state directories of further monits below it and the one above it. Does nothing if
/// has_unfinished() is true for the directory or one below it: a later installation goes on with
/// that work. A directory that has anything else in it stays. Takes no lock. Ignores errors.
void remove_state_directory(const std::string& path);

}  // namespace pkgmap
