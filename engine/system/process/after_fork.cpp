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
namespace {

// Only root may raise the hard limit.
template <class Resource>
void raise_limit(Resource resource, rlim_t least) {
  rlimit limit{};
  if (::getrlimit(resource, &limit) != 0 || limit.rlim_cur >= least) return;
  const rlimit wanted{least, std::max(limit.rlim_max, least)};
  const rlimit allowed{std::min(limit.rlim_max, least), limit.rlim_max};
  if (::setrlimit(resource, &wanted) != 0) static_cast<void>(::setrlimit(resource, &allowed));
}

}  // namespace

void reset_signals() {
  struct sigaction plain {};
  plain.sa_handler = SIG_DFL;
  for (int number = 1; number < NSIG; ++number) ::sigaction(number, &plain, nullptr);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

void lift_limits() {
  constexpr rlim_t kDescriptors = 1024;
  for (const auto resource : {RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_AS, RLIMIT_DATA}) {
    raise_limit(resource, RLIM_INFINITY);
  }
  raise_limit(RLIMIT_NOFILE, kDescriptors);
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
