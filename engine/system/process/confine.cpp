#include "engine/system/process/confine.hpp"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <iterator>
#include <vector>

#include "engine/system/text.hpp"

namespace pkgmap {
namespace {

constexpr rlim_t kCpuSeconds = 60;
constexpr rlim_t kMemory = rlim_t{512} << 20;
constexpr rlim_t kDescriptors = 8;

// The sanitizers reserve terabytes of addresses, and at the end they trace this process.
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

// What the C library, librpm, the decompressors and writing the answer need.
constexpr int kAllowed[] = {
    SYS_read,         SYS_write,          SYS_writev,
    SYS_readv,        SYS_lseek,          SYS_fstat,
    SYS_brk,          SYS_mmap,           SYS_munmap,
    SYS_mremap,       SYS_mprotect,       SYS_madvise,
    SYS_futex,        SYS_exit,           SYS_exit_group,
    SYS_getrandom,    SYS_clock_gettime,  SYS_close,
    SYS_rt_sigreturn, SYS_rt_sigprocmask, SYS_restart_syscall,
    SYS_sched_yield,
#ifdef SYS_newfstatat
    SYS_newfstatat,
#endif
};

// Files come one after another, by a socket; librpm duplicates their descriptors.
constexpr int kForReceiving[] = {SYS_recvmsg, SYS_dup};

#if defined(__x86_64__)
constexpr unsigned int kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned int kArchitecture = AUDIT_ARCH_AARCH64;
#elif defined(__powerpc64__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
constexpr unsigned int kArchitecture = AUDIT_ARCH_PPC64LE;
#elif defined(__s390x__)
constexpr unsigned int kArchitecture = AUDIT_ARCH_S390X;
#else
constexpr unsigned int kArchitecture = 0;  // Limits only.
#endif

sock_filter statement(int code, unsigned int value) {
  return sock_filter{static_cast<unsigned short>(code), 0, 0, value};
}

sock_filter unless_equal(unsigned int value, unsigned int skip) {
  return sock_filter{BPF_JMP | BPF_JEQ | BPF_K, 0, static_cast<unsigned char>(skip), value};
}

// The lower half of the second argument.
constexpr unsigned int kSecondArgument =
    offsetof(seccomp_data, args) + 8 + (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? 4 : 0);

void allow(int number, std::vector<sock_filter>& program) {
  program.push_back(unless_equal(static_cast<unsigned int>(number), 1));
  program.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
}

// librpm asks how its descriptor was opened, and closes it at an exec(2) that never comes. Nothing
// else of fcntl(2): it can send signals.
void allow_flags_of_descriptors(std::vector<sock_filter>& program) {
  program.push_back(unless_equal(SYS_fcntl, 5));
  program.push_back(statement(BPF_LD | BPF_W | BPF_ABS, kSecondArgument));
  program.push_back(sock_filter{BPF_JMP | BPF_JEQ | BPF_K, 1, 0, F_SETFD});
  program.push_back(unless_equal(F_GETFL, 1));
  program.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
  program.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM));
}

std::vector<sock_filter> filter(Input input) {
  std::vector<sock_filter> program = {
      statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
      sock_filter{BPF_JMP | BPF_JEQ | BPF_K, 1, 0, kArchitecture},
      statement(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
  };
  for (const int number : kAllowed) allow(number, program);
  if (input == Input::descriptors) {
    for (const int number : kForReceiving) allow(number, program);
  }
  allow_flags_of_descriptors(program);
  program.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM));
  return program;
}

Done allow_few_system_calls(Input input) {
  if (kArchitecture == 0 || kSanitized) return done();
  std::vector<sock_filter> program = filter(input);
  const sock_fprog rules{static_cast<unsigned short>(program.size()), program.data()};
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &rules) == 0) return done();
  // A kernel without it (EINVAL) still has the limits.
  return errno == EINVAL ? done() : Done(system_error("cannot restrict system calls"));
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
