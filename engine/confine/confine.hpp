// Takes from this process every right that it does not need to read a package. A program calls
// confine() before it reads the first byte of a package, so that a flaw in librpm or a decompressor
// cannot harm the host. The process must have only one thread (not checked): a thread that already
// runs would keep its system calls.
#pragma once

#include "engine/system/result.hpp"

namespace pkgmap {

/// What a confined program reads.
enum class Input {
  bytes,       ///< The bytes of standard input.
  descriptors  ///< Descriptors of files, which it gets through the socket at standard input.
};

/// Sets limits (60 s of CPU, 512 MiB of address space, 8 descriptors, no growing file, no core
/// file), forbids new privileges and tracing, and allows only the system calls of reading, writing
/// and memory (seccomp(2)), with Input::descriptors also recvmsg(2) and dup(2); any other system
/// call fails with EPERM. The process cannot undo this. Since no file may grow, standard output
/// must be a pipe or a socket; the function does not check that.
///
/// Returns an Error if the kernel refuses a limit or the filter of system calls: a part of the
/// limits may then be in force, and the program must end. A kernel without seccomp is no error: the
/// program then runs without the filter.
Done confine(Input input);

}  // namespace pkgmap
