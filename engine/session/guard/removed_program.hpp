// What the last guard does after the package of this program was removed: the state directory goes,
// too.
#pragma once

#include <string>

namespace pkgmap {

/// Whether the file of the running program was removed and no other file has its name. After an
/// upgrade the new file has it.
bool program_is_removed();

/// Whether a session is not over yet, a check is left over, a recheck waits, or a substitute check
/// keeps an alarm. Also true if the directory cannot be read; false if there is none.
bool has_unfinished(const std::string& state_directory);

/// Removes the texts of this program right in the directory, then the directory; the same for the
/// state directories below it and above it. Does nothing if it or one below it has_unfinished(): a
/// later installation goes on with those. A directory stays if there is anything else in it. Takes
/// no lock. Errors are dropped.
void remove_state_directory(const std::string& path);

}  // namespace pkgmap
