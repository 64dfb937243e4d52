#include "engine/system/process/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "engine/system/fd.hpp"
#include "engine/system/process/spawn.hpp"
#include "engine/system/text.hpp"

namespace pkgmap {
namespace {

using Clock = std::chrono::steady_clock;

struct Started {
  pid_t pid = -1;
  Fd output;
};

Result<Started> start(const std::vector<std::string>& argv, int input) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return system_error("cannot make a pipe");
  Started started{-1, Fd(ends[0])};
  const Fd write_end(ends[1]);
  const Fd null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  if (!null) return system_error("cannot open /dev/null");
  const auto pid = spawn(argv, input < 0 ? null.get() : input, write_end.get());
  if (!pid) return pid.error();
  started.pid = *pid;
  return started;
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
