// measured RESULT COMMAND...: runs a command and writes what the command took into the file RESULT.
//
// The one line of RESULT has: the exit status (128 and more: the signal), the microseconds of
// processor time and of the clock, the peak memory in kB, and the instructions in user space (0
// where the processor or the kernel does not count them). The measuring commands of this directory
// do not start what they measure themselves, since the peak memory of a process counts from that of
// the process that started it.
#include <errno.h>
#include <linux/perf_event.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cstdint>

namespace {

std::int64_t clock_us() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1000000 + now.tv_nsec / 1000;
}

std::int64_t microseconds(const timeval& time) {
  return std::int64_t{time.tv_sec} * 1000000 + time.tv_usec;
}

// Counts from the next execve(2) of a child of this process on, its own children included.
int counter_of_instructions() {
  perf_event_attr wanted{};
  wanted.type = PERF_TYPE_HARDWARE;
  wanted.size = sizeof wanted;
  wanted.config = PERF_COUNT_HW_INSTRUCTIONS;
  wanted.disabled = 1;
  wanted.inherit = 1;
  wanted.enable_on_exec = 1;
  wanted.exclude_kernel = 1;
  wanted.exclude_hv = 1;
  return static_cast<int>(::syscall(SYS_perf_event_open, &wanted, 0, -1, -1, PERF_FLAG_FD_CLOEXEC));
}

std::uint64_t counted(int counter) {
  std::uint64_t value = 0;
  return counter >= 0 && ::read(counter, &value, sizeof value) == sizeof value ? value : 0;
}

int exit_status(int state) {
  return WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fputs("usage: measured RESULT COMMAND...\n", stderr);
    return 2;
  }
  const int counter = counter_of_instructions();
  const std::int64_t began = clock_us();
  const pid_t child = ::fork();
  if (child == 0) {
    ::execvp(argv[2], argv + 2);
    fprintf(stderr, "measured: %s: %s\n", argv[2], strerror(errno));
    ::_exit(127);
  }
  int state = 0;
  rusage used{};
  if (child < 0 || ::wait4(child, &state, 0, &used) != child) {
    perror("measured");
    return 1;
  }
  const std::int64_t took = clock_us() - began;
  FILE* result = fopen(argv[1], "w");
  if (!result) {
    perror(argv[1]);
    return 1;
  }
  const std::int64_t cpu = microseconds(used.ru_utime) + microseconds(used.ru_stime);
  fprintf(result, "%d %lld %lld %ld %llu\n", exit_status(state), static_cast<long long>(cpu),
          static_cast<long long>(took), used.ru_maxrss,
          static_cast<unsigned long long>(counted(counter)));
  return fclose(result) == 0 ? exit_status(state) : 1;
}
