// Prepares a child between fork(2) and exec(2), with calls that signal-safety(7) allows.
//
// Only the thread that forked exists there. The functions ignore errors, since no caller could
// receive them.
#pragma once

namespace pkgmap {

/// Gives every signal its default action and unblocks it: the caller of this program may have
/// ignored or blocked some signals.
void reset_signals();

/// Closes the descriptor `first` and every descriptor above it.
void close_from(int first);

}  // namespace pkgmap
