// Prepares a child between fork(2) and exec(2), with calls that signal-safety(7) allows.
//
// Only the thread that forked exists there. The functions ignore errors, since no caller could
// receive them.
#pragma once

namespace pkgmap {

/// Gives every signal its default action and unblocks it: the caller of this program may have
/// ignored or blocked some signals.
void reset_signals();

/// Takes away the limits of resources that would end this process in the middle of its work, as far
/// as its user may: CPU time, size of files, memory. Lets it open 1,024 descriptors at least.
void lift_limits();

/// Closes the descriptor `first` and every descriptor above it.
void close_from(int first);

}  // namespace pkgmap
