// Starts a program that goes on by itself: nobody's child, in a session of its own, with nothing
// inherited. Never through a shell.
#pragma once

#include <string>
#include <vector>

#include "engine/system/result.hpp"

namespace pkgmap {

/// What else a detached program gets; standard streams are /dev/null, signals as at the beginning,
/// the umask 077.
struct Detached {
  std::string program;                   ///< Its path; PATH is not searched.
  std::vector<std::string> argv;         ///< argv[0] may be anything.
  std::vector<std::string> environment;  ///< "NAME=value"
  std::string directory = "/";
  int descriptor = -1;  ///< Becomes number kDetachedDescriptor there; -1: none.
};

constexpr int kDetachedDescriptor = 3;

/// The Error says that there can be no process; a program that cannot be executed ends silently.
Done start_detached(const Detached& detached);

}  // namespace pkgmap
