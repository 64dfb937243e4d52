// Takes from this process every right that it does not need to read a package or an archive. A
// program calls confine() before it reads the first byte, so that a flaw in librpm or a
// decompressor cannot harm the host. The process must have only one thread (not checked): a thread
// that already runs would keep its system calls.
#pragma once

#include "engine/system/result.hpp"

namespace pkgmap {

/// What a confined program reads.
enum class Input {
  bytes,       ///< The bytes of standard input.
  descriptors  ///< Descriptors of files, which it gets through the socket at standard input.
};

/// Confines this process, which cannot undo this:
/// - Sets limits: 60 s of CPU, 512 MiB of address space, 8 descriptors, no growing file, no core
///   file. Since no file may grow, standard output must be a pipe or a socket (not checked).
/// - Forbids new privileges and tracing.
/// - Allows only few system calls (seccomp(2)): those of open descriptors, memory, random bytes,
///   time and the end of the process, and stat(2) of any path; with Input::descriptors also
///   recvmsg(2) and dup(2). Any other system call fails with EPERM.
///
/// Returns an Error if the kernel refuses one of these: a part of them may then be in force, and
/// the program must end. A kernel without seccomp is no error: the program then runs without the
/// filter of system calls.
Done confine(Input input);

}  // namespace pkgmap
