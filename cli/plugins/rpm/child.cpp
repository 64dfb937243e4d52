#include "cli/plugins/rpm/child.hpp"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "engine/system/process/after_fork.hpp"

namespace {

constexpr size_t kLongestAnswer = 1U << 20U;
constexpr int kFirstOwn = 3;         // after the standard streams
constexpr int kNotStarted = 127;     // exit status of a child that did not become the program
constexpr long long kReaped = 2000;  // milliseconds for the end of a killed program

// A program that was left running. Its exit status must be fetched some time.
pid_t left_behind = 0;

// Closes the descriptor at the end of its scope.
struct Descriptor {
  explicit Descriptor(int number) : fd(number) {}
  ~Descriptor() { reset(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  void reset() {
    if (fd >= 0) close(fd);
    fd = -1;
  }
  // Moves the descriptor above the standard streams: in a process without standard streams a new
  // descriptor may have one of their numbers.
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

// Returns a file in memory with the input: a writer to it never blocks and never gets a SIGPIPE.
int input_of(const Child& child) {
  if (!child.input) return open("/dev/null", O_RDONLY | O_CLOEXEC);
  const int fd = memfd_create("monit-pkgmap", MFD_CLOEXEC);
  if (fd >= 0 && !write_all(fd, *child.input)) {
    close(fd);
    return -1;
  }
  return fd;
}

// The environment of the program. HOME tells librpm which macros to read.
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

// Runs in the child: only calls that are safe between fork and exec.
[[noreturn]] void become(const Child& child, int input, int output, char* const* environment) {
  setsid();
  const int null = open("/dev/null", O_WRONLY);
  if (null < 0 || dup2(input, STDIN_FILENO) < 0 || dup2(output, STDOUT_FILENO) < 0 ||
      dup2(null, STDERR_FILENO) < 0) {
    _exit(kNotStarted);
  }
  pkgmap::close_from(kFirstOwn);
  pkgmap::reset_signals();
  umask(077);
  if (chdir("/") != 0) _exit(kNotStarted);
  execve(child.program, const_cast<char* const*>(child.arguments), environment);
  _exit(kNotStarted);
}

enum class Reading { done, late, endless };

// A program that still runs has no status yet. Other code of this process may have fetched the
// status already; then the program counts as one that ended with 0.
struct Running {
  explicit Running(pid_t number) : pid(number) {}
  bool ended() {
    if (has_ended) return true;
    const pid_t done = waitpid(pid, &status, WNOHANG);
    if (done < 0 && errno != EINTR) status = 0;
    has_ended = done == pid || (done < 0 && errno != EINTR);
    return has_ended;
  }
  bool ends_before(long long deadline) {
    while (!ended()) {
      if (now_ms() >= deadline) return false;
      const timespec moment = {0, 1000000};
      nanosleep(&moment, nullptr);
    }
    return true;
  }
  pid_t pid;
  int status = 0;
  bool has_ended = false;
};

// Reads until the program has closed its output, or has ended: a process that it left behind may
// still hold the output.
Reading read_answer(int fd, long long deadline, Running& program, Text& answer) {
  constexpr long long kLook = 20;  // milliseconds
  char block[4096];
  for (;;) {
    const bool last = program.has_ended;
    const long long left = last ? 0 : deadline - now_ms();
    if (left <= 0 && !last) return Reading::late;
    pollfd ready = {fd, POLLIN, 0};
    if (poll(&ready, 1, static_cast<int>(left < kLook ? left : kLook)) <= 0) {
      if (last) return Reading::done;
      program.ended();
      continue;
    }
    const ssize_t count = read(fd, block, sizeof block);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count <= 0) return Reading::done;
    if (answer.size() + static_cast<size_t>(count) > kLongestAnswer) return Reading::endless;
    answer.add(block, static_cast<size_t>(count));
  }
}

End end_of(int status) {
  if (WIFSIGNALED(status)) return {Ended::by_a_signal, WTERMSIG(status)};
  const int exit_status = WEXITSTATUS(status);
  return {exit_status == kNotStarted ? Ended::never_began : Ended::by_itself, exit_status};
}

End wait_for(pid_t pid, const Child& child, int output, Text& answer) {
  const long long deadline = child.limit.end;
  Running program(pid);
  const Reading reading = read_answer(output, deadline, program, answer);
  if (reading == Reading::done && program.ends_before(deadline)) return end_of(program.status);
  const bool endless = reading == Reading::endless;
  const bool killed = endless || child.killed_when_late;
  if (killed) kill(pid, SIGKILL);
  if (!killed || !program.ends_before(now_ms() + kReaped)) left_behind = pid;
  return {endless ? Ended::endless : Ended::not_in_time};
}

}  // namespace

Limit::Limit(int whole) : seconds(whole), end(now_ms() + whole * 1000LL) {
}

bool Limit::over() const {
  return now_ms() >= end;
}

End run(const Child& child, Text& answer) {
  if (left_behind > 0 && waitpid(left_behind, nullptr, WNOHANG) != 0) left_behind = 0;
  answer.clear();
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return {Ended::never_began};
  Descriptor ours(ends[0]);
  Descriptor theirs(ends[1]);
  Descriptor input(input_of(child));
  if (!ours.lift() || !theirs.lift() || !input.lift()) return {Ended::never_began};
  const Environment environment;
  const pid_t pid = fork();
  if (pid < 0) return {Ended::never_began};
  if (pid == 0) become(child, input.fd, theirs.fd, environment.words);
  theirs.reset();
  return wait_for(pid, child, ours.fd, answer);
}
