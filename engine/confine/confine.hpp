// Takes from this process whatever reading a package does not need, before it reads the first byte:
// a flaw in librpm or a decompressor then has nothing to work with.
#pragma once

#include "engine/system/result.hpp"

namespace pkgmap {

/// What a confined program is given: standard input to read, or a socket by which descriptors come.
enum class Input { bytes, descriptors };

/// Limits (CPU 60 s, memory 512 MiB, no file grows, few descriptors, no core), no new privileges,
/// not traceable, and only the system calls of reading, writing and memory (seccomp(2)); any other
/// fails with EPERM. For good. Standard output must not be a regular file. An error when the
/// kernel refuses any of it; a kernel without seccomp has the limits alone.
Done confine(Input input);

}  // namespace pkgmap
