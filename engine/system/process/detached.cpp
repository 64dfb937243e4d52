#include "engine/system/process/detached.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/system/process/after_fork.hpp"
#include "engine/system/process/argv.hpp"
#include "engine/system/process/child.hpp"

namespace pkgmap {
namespace {

// The functions below run in the child: only calls that are safe between fork and exec.

// Moves the descriptor first, since it may have the number of a standard stream if the caller had
// none. dup2(2) onto the same number would leave close-on-exec set.
int keep(int descriptor) {
  if (descriptor < 0) return kDetachedDescriptor;
  if (descriptor == kDetachedDescriptor) {
    ::fcntl(descriptor, F_SETFD, 0);
  } else {
    ::dup2(descriptor, kDetachedDescriptor);
  }
  return kDetachedDescriptor + 1;
}

// Whoever reads the streams waits until the last process has closed them. A root without /dev/null
// gives nothing in their place.
void leave_streams() {
  const int null = ::open("/dev/null", O_RDWR);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    null < 0 ? ::close(stream) : ::dup2(null, stream);
  }
}

void become(const Detached& detached, char* const* argv, char* const* environment) {
  const int first_to_close = keep(detached.descriptor);
  leave_streams();
  close_from(first_to_close);
  lift_limits();
  ::umask(077);
  if (::chdir(detached.directory.c_str()) != 0 && ::chdir("/") != 0) return;
  ::execve(detached.program.c_str(), argv, environment);
}

}  // namespace

Done start_detached(const Detached& detached) {
  const auto argv = argv_of(detached.argv);
  const auto environment = argv_of(detached.environment);
  return Child::apart([&] { become(detached, argv.data(), environment.data()); });
}

}  // namespace pkgmap
