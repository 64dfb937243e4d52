// Starts a program that runs on by itself: it is no child of this process, has a session of its
// own, and inherits no descriptor but Detached::descriptor. Never uses a shell. For one thread.
#pragma once

#include <string>
#include <vector>

#include "engine/system/result.hpp"

namespace pkgmap {

/// How to start the program. Its standard streams are /dev/null, or closed where there is no such
/// device; its signals are reset, its umask is 077. Its limits on CPU time, size of files, memory
/// and descriptors are those of this process, raised as far as the user of this process may raise
/// them (lift_limits(), after_fork.hpp).
struct Detached {
  std::string program;                   ///< Its path; PATH is not used.
  std::vector<std::string> argv;         ///< argv[0] may be anything.
  std::vector<std::string> environment;  ///< "NAME=value"
  std::string directory = "/";  ///< Its working directory; "/" if it cannot enter this one.
  int descriptor = -1;          ///< A descriptor of the caller, of which the program gets a copy as
                                ///< kDetachedDescriptor; -1: none.
};

/// The number of Detached::descriptor in the program.
constexpr int kDetachedDescriptor = 3;

/// Starts the program, and returns at once. Fails if no process can be made. If the program cannot
/// be executed, the new process ends, and the caller does not hear of it.
Done start_detached(const Detached& detached);

}  // namespace pkgmap
