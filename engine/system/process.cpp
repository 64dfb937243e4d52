#include "engine/system/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "engine/system/after_fork.hpp"
#include "engine/system/fd.hpp"
#include "engine/system/text.hpp"

namespace pkgmap {
namespace {

using Clock = std::chrono::steady_clock;

// The path is what login(1) gives to root; nothing of ours is handed on.
constexpr const char* kEnvironment[] = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root",
                                        "LC_ALL=C", nullptr};

struct Pipe {
  Fd read;
  Fd write;
};

Result<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return system_error("cannot make a pipe");
  return Pipe{Fd(ends[0]), Fd(ends[1])};
}

// A parent that ignores SIGCHLD hands that down through exec(2), and waitpid(2) then learns
// nothing.
class ReapingChildren {
 public:
  ReapingChildren() {
    struct sigaction plain {};
    plain.sa_handler = SIG_DFL;
    ::sigaction(SIGCHLD, &plain, &before_);
  }
  ReapingChildren(const ReapingChildren&) = delete;
  ReapingChildren& operator=(const ReapingChildren&) = delete;
  ~ReapingChildren() { ::sigaction(SIGCHLD, &before_, nullptr); }

 private:
  struct sigaction before_ {};
};

// From here on the child: nothing but what signal-safety(7) allows.

[[noreturn]] void child(char* const* argv, int input, int output, int failure) {
  // All of them out of the way of 0 to 3 first: one of ours may be closed at our start.
  const int in = ::fcntl(input, F_DUPFD, 10);
  const int out = ::fcntl(output, F_DUPFD, 10);
  const int word = ::fcntl(failure, F_DUPFD, 10);
  if (in >= 0 && out >= 0 && word >= 0) {
    ::setpgid(0, 0);
    ::dup2(in, 0);
    ::dup2(out, 1);
    ::dup2(out, 2);
    ::dup2(word, 3);
    ::fcntl(3, F_SETFD, FD_CLOEXEC);
    close_from(4);
    reset_signals();
    ::execve(argv[0], argv, const_cast<char* const*>(kEnvironment));
  }
  const int error = errno;
  const ssize_t ignored =
      ::write(in >= 0 && out >= 0 && word >= 0 ? 3 : failure, &error, sizeof error);
  static_cast<void>(ignored);
  ::_exit(127);
}

// The parent again.

struct Started {
  pid_t pid = -1;
  Fd output;
};

Result<Started> start(const std::vector<std::string>& argv, int input) {
  Result<Pipe> output = make_pipe();
  if (!output) return output.error();
  Result<Pipe> failure = make_pipe();
  if (!failure) return failure.error();
  const Fd null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  if (!null) return system_error("cannot open /dev/null");

  std::vector<char*> arguments;
  arguments.reserve(argv.size() + 1);
  for (const std::string& argument : argv) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);

  const pid_t pid = ::fork();
  if (pid < 0) return system_error("cannot start " + argv[0]);
  if (pid == 0) {
    child(arguments.data(), input < 0 ? null.get() : input, output->write.get(),
          failure->write.get());
  }
  ::setpgid(pid, pid);  // Whoever is first, so that a kill finds the group.

  failure->write.reset();
  int error = 0;
  ssize_t got = 0;
  do got = ::read(failure->read.get(), &error, sizeof error);
  while (got < 0 && errno == EINTR);
  if (got == static_cast<ssize_t>(sizeof error)) {
    while (::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
    }
    return Error{ErrorCode::failed, "cannot run " + argv[0] + ": " + system_message(error), {}};
  }
  return Started{pid, std::move(output->read)};
}

// False at the end of the output.
bool read_some(int fd, const ProcessLimits& limits, ProcessResult& result) {
  std::array<char, 4096> buffer{};
  const ssize_t got = ::read(fd, buffer.data(), buffer.size());
  if (got < 0) return errno == EINTR || errno == EAGAIN;
  if (got == 0) return false;
  const std::size_t room = limits.max_output - result.output.size();
  const std::size_t kept = std::min(room, static_cast<std::size_t>(got));
  result.output.append(buffer.data(), kept);
  if (kept < static_cast<std::size_t>(got)) result.output_cut = true;
  return true;
}

bool readable(int fd, std::chrono::milliseconds wait) {
  pollfd waiting{fd, POLLIN, 0};
  return ::poll(&waiting, 1, static_cast<int>(wait.count())) > 0;
}

// What the program started may hold the pipe open for ever: its own end ends the reading.
int read_until_end(const Started& process, const ProcessLimits& limits, ProcessResult& result) {
  constexpr std::chrono::milliseconds slice{20};
  const Clock::time_point deadline = Clock::now() + limits.timeout;
  bool open = true;
  int status = 0;
  for (;;) {
    if (open && readable(process.output.get(), slice)) {
      open = read_some(process.output.get(), limits, result);
    }
    if (!open) ::poll(nullptr, 0, 10);
    const pid_t ended = ::waitpid(process.pid, &status, WNOHANG);
    if (ended != 0) break;
    if (!result.timed_out && Clock::now() >= deadline) {
      result.timed_out = true;
      ::kill(-process.pid, SIGKILL);
    }
  }
  constexpr std::chrono::milliseconds at_once{0};
  const std::size_t enough = limits.max_output + (1U << 20U);
  for (std::size_t rest = 0; open && rest < enough; rest += 4096) {
    if (!readable(process.output.get(), at_once)) break;
    open = read_some(process.output.get(), limits, result);
  }
  return status;
}

}  // namespace

Result<ProcessResult> run_process(const std::vector<std::string>& argv,
                                  const ProcessLimits& limits) {
  if (argv.empty()) return Error{ErrorCode::failed, "cannot run a program without a name", {}};
  const ReapingChildren reaping;
  Result<Started> process = start(argv, limits.input);
  if (!process) return process.error();

  ProcessResult result;
  const int status = read_until_end(*process, limits, result);
  if (WIFSIGNALED(status)) result.signal = WTERMSIG(status);
  if (WIFEXITED(status)) result.exit_status = WEXITSTATUS(status);
  return result;
}

}  // namespace pkgmap
