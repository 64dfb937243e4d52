// Starts a program that runs on by itself: not a child of this process, in a session of its own,
// with no inherited descriptors. Never through a shell.
#pragma once

#include <string>
#include <vector>

#include "engine/system/result.hpp"

namespace pkgmap {

/// How to start the program. Its standard streams are /dev/null, or closed where there is no such
/// device; its signals are reset, its umask is 077.
struct Detached {
  std::string program;                   ///< Its path; PATH is not used.
  std::vector<std::string> argv;         ///< argv[0] may be anything.
  std::vector<std::string> environment;  ///< "NAME=value"
  std::string directory = "/";
  int descriptor = -1;  ///< The program gets it as kDetachedDescriptor; -1 for none.
};

constexpr int kDetachedDescriptor = 3;

/// Fails if no process can be made. A program that cannot be executed ends without a message.
Done start_detached(const Detached& detached);

}  // namespace pkgmap
