#include "engine/system/process/after_fork.hpp"

#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>

#ifndef SYS_close_range
#define SYS_close_range 436
#endif

namespace pkgmap {

void reset_signals() {
  struct sigaction plain {};
  plain.sa_handler = SIG_DFL;
  for (int number = 1; number < NSIG; ++number) ::sigaction(number, &plain, nullptr);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

void close_from(int first) {
  if (::syscall(SYS_close_range, static_cast<unsigned>(first), ~0U, 0U) == 0) return;
  constexpr rlim_t kMost = 1U << 20U;
  rlimit limit{};
  rlim_t end = kMost;
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) end = std::min(limit.rlim_cur, kMost);
  for (int fd = first; static_cast<rlim_t>(fd) < end; ++fd) ::close(fd);
}

}  // namespace pkgmap
