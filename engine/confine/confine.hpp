// Takes from this process every right that reading a package does not need. A program calls it
// before it reads the first byte, so that a flaw in librpm or a decompressor cannot harm the host.
#pragma once

#include "engine/system/result.hpp"

namespace pkgmap {

/// What a confined program reads: standard input, or descriptors that come through a socket.
enum class Input { bytes, descriptors };

/// Sets limits (CPU 60 s, memory 512 MiB, no file grows, few descriptors, no core file), forbids
/// new privileges and tracing, and allows only the system calls of reading, writing and memory
/// (seccomp(2)); any other one fails with EPERM. Cannot be undone. Standard output must not be a
/// regular file. Fails if the kernel refuses any of it; a kernel without seccomp sets only the
/// limits.
Done confine(Input input);

}  // namespace pkgmap
