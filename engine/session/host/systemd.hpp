// Says whether systemd runs this host, and whether systemd ends it. Private to this directory. Each
// function may be called by any thread.
#pragma once

namespace pkgmap {

/// Returns whether the host was booted with systemd. Also true where systemd does not answer.
bool booted_with_systemd();

/// Returns whether systemd shuts this machine or container down, or starts it again. False if the
/// host was not booted with systemd, or if systemd has not answered within 2 s.
bool systemd_stops();

}  // namespace pkgmap
