#include "engine/system/process/pidfd.hpp"

#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

// Older headers lack these system calls, whose numbers are the same on every architecture.
#ifndef SYS_pidfd_send_signal
#define SYS_pidfd_send_signal 424
#endif
#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif

namespace pkgmap {

Fd open_pidfd(int pid) {
  return Fd(pid > 0 ? static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)) : -1);
}

bool send_signal(const Fd& pidfd, int pid, int signal) {
  if (!pidfd) return ::kill(pid, signal) == 0;
  const long sent = ::syscall(SYS_pidfd_send_signal, pidfd.get(), signal, nullptr, 0);
  // A filter of system calls may know the one and not the other.
  if (sent != 0 && errno == ENOSYS) return ::kill(pid, signal) == 0;
  return sent == 0;
}

}  // namespace pkgmap
