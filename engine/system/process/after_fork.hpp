// What a child does between fork(2) and exec(2): only calls that signal-safety(7) allows.
//
// Only the forked thread exists. The functions ignore errors, since nobody could receive them.
#pragma once

namespace pkgmap {

/// Resets and unblocks every signal: the caller of this program may have ignored or blocked some.
void reset_signals();

/// Closes `first` and every descriptor above it.
void close_from(int first);

}  // namespace pkgmap
