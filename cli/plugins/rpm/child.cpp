#include "cli/plugins/rpm/child.hpp"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef SYS_close_range
#define SYS_close_range 436
#endif

namespace {

constexpr size_t kLongestAnswer = 1U << 20U;
constexpr int kFirstOwn = 3;  // behind the standard streams
constexpr long long kReaped = 2000;

// One that was not awaited to its end: its exit status must be fetched some time.
pid_t left_behind = 0;

// Closed when it goes out of sight.
struct Descriptor {
  explicit Descriptor(int number) : fd(number) {}
  ~Descriptor() { reset(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  void reset() {
    if (fd >= 0) close(fd);
    fd = -1;
  }
  // A caller without standard streams may have given us one of their numbers.
  bool lift() {
    if (fd < 0) return false;
    const int lifted = fcntl(fd, F_DUPFD_CLOEXEC, kFirstOwn);
    reset();
    fd = lifted;
    return fd >= 0;
  }
  int fd;
};

long long now_ms() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

bool write_all(int fd, const Text& text) {
  for (size_t done = 0; done < text.size();) {
    const ssize_t count = write(fd, text.data() + done, text.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    done += static_cast<size_t>(count);
  }
  return lseek(fd, 0, SEEK_SET) == 0;
}

// A file in memory: nobody waits for a reader, and nobody gets a SIGPIPE.
int input_of(const Child& child) {
  if (!child.input) return open("/dev/null", O_RDONLY | O_CLOEXEC);
  const int fd = memfd_create("monit-pkgmap", MFD_CLOEXEC);
  if (fd >= 0 && !write_all(fd, *child.input)) {
    close(fd);
    return -1;
  }
  return fd;
}

// HOME says which macros hold for librpm; no more than this is passed on.
struct Environment {
  Environment() {
    add("HOME");
    add("MONIT_PKGMAP");
    add_word("PATH=/usr/sbin:/usr/bin:/sbin:/bin");
    add_word("LC_ALL=C.UTF-8");
  }
  ~Environment() {
    for (size_t i = 0; i < count; ++i) free(words[i]);
  }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  void add(const char* name) {
    const char* value = getenv(name);
    if (!value) return;
    Text word;
    word.add(name);
    word.add("=");
    word.add(value);
    if (word.terminate()) add_word(word.data());
  }
  void add_word(const char* word) {
    words[count] = strdup(word);
    if (words[count]) ++count;
  }
  char* words[5] = {};
  size_t count = 0;
};

// From here on the child: only calls that are safe between fork and exec.

void close_from(int first) {
  if (syscall(SYS_close_range, static_cast<unsigned>(first), ~0U, 0U) == 0) return;
  constexpr rlim_t kMost = 1U << 20U;
  rlimit limit;
  rlim_t end = kMost;
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < end) end = limit.rlim_cur;
  for (int fd = first; static_cast<rlim_t>(fd) < end; ++fd) close(fd);
}

void reset_signals() {
  struct sigaction plain;
  memset(&plain, 0, sizeof plain);
  plain.sa_handler = SIG_DFL;
  for (int number = 1; number < NSIG; ++number) sigaction(number, &plain, nullptr);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

[[noreturn]] void become(const Child& child, int input, int output, char* const* environment) {
  setsid();
  const int null = open("/dev/null", O_WRONLY);
  if (dup2(input, STDIN_FILENO) < 0 || dup2(output, STDOUT_FILENO) < 0 ||
      dup2(null, STDERR_FILENO) < 0) {
    _exit(1);
  }
  close_from(kFirstOwn);
  reset_signals();
  umask(077);
  if (chdir("/") != 0) _exit(1);
  execve(child.program, const_cast<char* const*>(child.arguments), environment);
  _exit(1);
}

// End of the child.

// Until the program has closed it. False when that does not happen in time, or never ends.
bool read_answer(int fd, long long deadline, Text& answer) {
  char block[4096];
  for (;;) {
    const long long left = deadline - now_ms();
    pollfd ready = {fd, POLLIN, 0};
    if (left <= 0 || poll(&ready, 1, static_cast<int>(left)) == 0) return false;
    const ssize_t count = read(fd, block, sizeof block);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count <= 0) return count == 0;
    if (answer.size() + static_cast<size_t>(count) > kLongestAnswer) return false;
    answer.add(block, static_cast<size_t>(count));
  }
}

// -1: it still runs. Somebody else in this process may have fetched its status: 0 then.
int status_of(pid_t pid, long long deadline) {
  for (;;) {
    int status = 0;
    const pid_t done = waitpid(pid, &status, WNOHANG);
    if (done == pid) return status;
    if (done < 0 && errno != EINTR) return 0;
    if (now_ms() >= deadline) return -1;
    const timespec moment = {0, 1000000};
    nanosleep(&moment, nullptr);
  }
}

Ended ended(int status) {
  return WIFSIGNALED(status) ? Ended::by_a_signal : Ended::by_itself;
}

Ended wait_for(pid_t pid, const Child& child, int output, Text& answer) {
  const long long deadline = now_ms() + child.seconds * 1000LL;
  if (read_answer(output, deadline, answer)) {
    const int status = status_of(pid, deadline);
    if (status >= 0) return ended(status);
  }
  if (child.killed_when_late) {
    kill(pid, SIGKILL);
    if (status_of(pid, now_ms() + kReaped) >= 0) return Ended::not_in_time;
  }
  left_behind = pid;
  return Ended::not_in_time;
}

}  // namespace

Ended run(const Child& child, Text& answer) {
  if (left_behind > 0 && waitpid(left_behind, nullptr, WNOHANG) != 0) left_behind = 0;
  answer.clear();
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return Ended::never_began;
  Descriptor ours(ends[0]);
  Descriptor theirs(ends[1]);
  Descriptor input(input_of(child));
  if (!ours.lift() || !theirs.lift() || !input.lift()) return Ended::never_began;
  const Environment environment;
  const pid_t pid = fork();
  if (pid < 0) return Ended::never_began;
  if (pid == 0) become(child, input.fd, theirs.fd, environment.words);
  theirs.reset();
  return wait_for(pid, child, ours.fd, answer);
}
