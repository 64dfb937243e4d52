#include "engine/confine/confine.hpp"

#include <fcntl.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <algorithm>
#include <cerrno>
#include <memory>

#include "engine/system/text.hpp"

namespace pkgmap {
namespace {

constexpr rlim_t kCpuSeconds = 60;
constexpr rlim_t kMemory = rlim_t{512} << 20;
constexpr rlim_t kDescriptors = 8;

// The sanitizers reserve terabytes of addresses, and trace this process at its end.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

struct Limit {
  int resource;
  rlim_t value;
};

Done set_limits() {
  const Limit limits[] = {
      {RLIMIT_CPU, kCpuSeconds},
      {RLIMIT_AS, kSanitized ? RLIM_INFINITY : kMemory},
      {RLIMIT_FSIZE, 0},
      {RLIMIT_CORE, 0},
      {RLIMIT_NOFILE, kDescriptors},
  };
  for (const Limit& limit : limits) {
    struct rlimit bound {};
    if (getrlimit(static_cast<__rlimit_resource_t>(limit.resource), &bound) != 0) {
      return system_error("cannot limit resources");
    }
    bound.rlim_max = std::min(bound.rlim_max, limit.value);
    bound.rlim_cur = bound.rlim_max;
    if (setrlimit(static_cast<__rlimit_resource_t>(limit.resource), &bound) != 0) {
      return system_error("cannot limit resources");
    }
  }
  return done();
}

// The calls that the C library, librpm, the decompressors and the writing of an answer need.
// libseccomp skips a call that the architecture lacks.
constexpr int kAllowed[] = {
    SCMP_SYS(read),           SCMP_SYS(write),           SCMP_SYS(writev),
    SCMP_SYS(readv),          SCMP_SYS(lseek),           SCMP_SYS(_llseek),
    SCMP_SYS(fstat),          SCMP_SYS(fstat64),         SCMP_SYS(newfstatat),
    SCMP_SYS(fstatat64),      SCMP_SYS(statx),           SCMP_SYS(brk),
    SCMP_SYS(mmap),           SCMP_SYS(mmap2),           SCMP_SYS(munmap),
    SCMP_SYS(mremap),         SCMP_SYS(mprotect),        SCMP_SYS(madvise),
    SCMP_SYS(futex),          SCMP_SYS(futex_time64),    SCMP_SYS(exit),
    SCMP_SYS(exit_group),     SCMP_SYS(getrandom),       SCMP_SYS(clock_gettime),
    SCMP_SYS(close),          SCMP_SYS(clock_gettime64), SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigprocmask), SCMP_SYS(restart_syscall), SCMP_SYS(sched_yield),
};

// Files come one after another through a socket; librpm duplicates their descriptors.
constexpr int kForReceiving[] = {SCMP_SYS(recvmsg), SCMP_SYS(dup)};

// librpm asks for the flags of its descriptor (F_GETFL) and sets close-on-exec (F_SETFD). All other
// commands of fcntl(2) are forbidden: some of them can send signals.
constexpr int kDescriptorFlags[] = {F_SETFD, F_GETFL};

struct Release {
  void operator()(void* filter) const noexcept { seccomp_release(filter); }
};
using Filter = std::unique_ptr<void, Release>;

/// Returns 0, or a negative errno, as libseccomp does.
int add_rules(scmp_filter_ctx filter, Input input) {
  int status = 0;
  const auto allow = [&](int call) {
    if (status == 0) status = seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0);
  };
  for (const int call : kAllowed) allow(call);
  if (input == Input::descriptors) {
    for (const int call : kForReceiving) allow(call);
  }
  for (const int command : kDescriptorFlags) {
    for (const int call : {SCMP_SYS(fcntl), SCMP_SYS(fcntl64)}) {
      if (status != 0) break;
      const scmp_arg_cmp is_command{1, SCMP_CMP_EQ, static_cast<unsigned int>(command), 0};
      status = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, 1, &is_command);
    }
  }
  return status;
}

Done allow_few_system_calls(Input input) {
  // A kernel without seccomp has only the limits.
  if (kSanitized || (prctl(PR_GET_SECCOMP) < 0 && errno == EINVAL)) return done();
  const Filter filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)));
  if (!filter) return Error{ErrorCode::failed, "cannot restrict system calls"};
  int status = seccomp_attr_set(filter.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
  if (status == 0) status = add_rules(filter.get(), input);
  if (status == 0) status = seccomp_load(filter.get());
  if (status == 0) return done();
  errno = -status;
  return system_error("cannot restrict system calls");
}

}  // namespace

Done confine(Input input) {
  if (Done limited = set_limits(); !limited) return limited;
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return system_error("cannot give up privileges");
  if (!kSanitized && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
    return system_error("cannot forbid tracing");
  }
  return allow_few_system_calls(input);
}

}  // namespace pkgmap
