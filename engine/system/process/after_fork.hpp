// What a child does between fork(2) and exec(2): nothing but what signal-safety(7) allows.
//
// Threads: none but the one that forked. Failure: there is nobody to tell; each does what it can.
#pragma once

namespace pkgmap {

/// Every signal to its default and none blocked: who called us may have been given others.
void reset_signals();

/// Closes `first` and every descriptor above it.
void close_from(int first);

}  // namespace pkgmap
