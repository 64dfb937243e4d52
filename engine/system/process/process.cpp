#include "engine/system/process/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>
#include <utility>

#include "engine/system/fd.hpp"
#include "engine/system/process/child.hpp"
#include "engine/system/pulse.hpp"
#include "engine/system/text.hpp"

namespace pkgmap {

// A started program and this end of its standard streams, each open until the program closes it.
struct StartedParts {
  ProcessLimits limits;
  Child child;
  std::chrono::steady_clock::time_point deadline{};
  Fd input;               ///< Where `text` is written; not open if there is no text.
  std::string_view text;  ///< In `limits`.
  Fd output;
  Fd errors;

  bool talks() const { return output || errors; }
};

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::microseconds;
using std::chrono::milliseconds;

Done make_pipe(Fd& read_end, Fd& write_end) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return system_error("cannot make a pipe");
  read_end.reset(ends[0]);
  write_end.reset(ends[1]);
  return done();
}

// The standard input of the program. A text goes through a socket, since writing to a socket can
// avoid SIGPIPE.
Result<Fd> input_for(const ProcessLimits& limits, StartedParts& started) {
  if (!limits.text) {
    const int fd = limits.input < 0 ? ::open("/dev/null", O_RDONLY | O_CLOEXEC)
                                    : ::fcntl(limits.input, F_DUPFD_CLOEXEC, 0);
    return fd < 0 ? Result<Fd>(system_error("cannot open a standard input")) : Fd(fd);
  }
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    return system_error("cannot make a socket");
  }
  started.input.reset(ends[0]);
  started.text = *limits.text;
  return Fd(ends[1]);
}

Done start(const std::vector<std::string>& argv, StartedParts& started) {
  const ProcessLimits& limits = started.limits;
  const auto input = input_for(limits, started);
  if (!input) return input.error();
  Fd output;
  Fd errors;
  if (auto made = make_pipe(started.output, output); !made) return made.error();
  if (limits.errors_apart) {
    if (auto made = make_pipe(started.errors, errors); !made) return made.error();
  }
  auto child = Child::start(
      {argv, input->get(), output.get(), errors.get(), limits.environment, limits.own_session});
  if (!child) return child.error();
  started.child = std::move(*child);
  started.deadline = Clock::now() + limits.timeout;
  return done();
}

// A kernel without memory may have some in a moment.
bool again(ssize_t moved) {
  return moved < 0 && (errno == EINTR || errno == EAGAIN || errno == ENOMEM || errno == ENOBUFS);
}

void send_some(StartedParts& process) {
  if (!process.input) return;
  const ssize_t sent = ::send(process.input.get(), process.text.data(), process.text.size(),
                              MSG_NOSIGNAL | MSG_DONTWAIT);
  if (again(sent)) return;
  process.text.remove_prefix(sent > 0 ? static_cast<std::size_t>(sent) : process.text.size());
  if (process.text.empty()) process.input.reset();
}

void read_some(Fd& fd, std::string& into, const ProcessLimits& limits, ProcessResult& result) {
  std::array<char, 4096> buffer{};
  const ssize_t got = ::read(fd.get(), buffer.data(), buffer.size());
  if (again(got)) return;
  if (got < 0) result.output_cut = true;
  if (got <= 0) return fd.reset();
  const std::size_t room = limits.max_output - into.size();
  const std::size_t kept = std::min(room, static_cast<std::size_t>(got));
  into.append(buffer.data(), kept);
  if (kept < static_cast<std::size_t>(got)) result.output_cut = true;
}

// A signal, or a moment without memory, must not cost the end of an output.
int poll_again(pollfd* streams, nfds_t count, microseconds wait) {
  constexpr int kTries = 3;
  constexpr long kSecond = 1'000'000;
  const timespec time{wait.count() / kSecond, wait.count() % kSecond * 1000};
  int ready = -1;
  for (int tries = 0; tries < kTries && ready < 0; ++tries) {
    ready = ::ppoll(streams, count, &time, nullptr);
  }
  return ready;
}

// Waits at most `wait`. Returns true if a stream was ready.
bool transfer(StartedParts& process, const ProcessLimits& limits, microseconds wait,
              ProcessResult& result) {
  std::array<pollfd, 3> streams{{{process.input.get(), POLLOUT, 0},
                                 {process.output.get(), POLLIN, 0},
                                 {process.errors.get(), POLLIN, 0}}};
  if (poll_again(streams.data(), streams.size(), wait) <= 0) return false;
  if (streams[0].revents != 0) send_some(process);
  if (streams[1].revents != 0) read_some(process.output, result.output, limits, result);
  if (streams[2].revents != 0) read_some(process.errors, result.errors, limits, result);
  return true;
}

// Reads what the pipes hold when the program has ended. Bounded, since processes that the program
// left behind may go on writing.
void drain(StartedParts& process, const ProcessLimits& limits, ProcessResult& result) {
  const std::size_t enough = 2 * limits.max_output + (1U << 20U);
  process.input.reset();
  for (std::size_t rest = 0; process.talks() && rest < enough; rest += 4096) {
    if (!transfer(process, limits, microseconds(0), result)) return;
  }
}

// Reads until the program itself ends: processes that it started may keep its streams open for
// ever. A program closes its streams just before it ends, so the first looks after that come soon
// after one another.
void await_end(StartedParts& process, const ProcessLimits& limits, ProcessResult& result) {
  constexpr milliseconds kSlice{20};
  constexpr microseconds kLongestSilent{1000};
  microseconds silent{50};
  for (;;) {
    pulse();
    const bool talks = process.talks();
    transfer(process, limits, talks ? kSlice : silent, result);
    if (!talks) silent = std::min(2 * silent, kLongestSilent);
    if (process.child.has_ended()) break;
    const bool endless = limits.end_when_cut && result.output_cut;
    if (result.timed_out || (!endless && Clock::now() < process.deadline)) continue;
    result.timed_out = !endless;
    if (result.timed_out && limits.leave) return;
    process.child.kill();
  }
  drain(process, limits, result);
  result.signal = process.child.signal();
  result.exit_status = process.child.exit_status();
}

}  // namespace

StartedProgram::StartedProgram(std::unique_ptr<StartedParts> parts) : parts_(std::move(parts)) {
}
StartedProgram::StartedProgram(StartedProgram&&) noexcept = default;
StartedProgram& StartedProgram::operator=(StartedProgram&&) noexcept = default;
StartedProgram::~StartedProgram() = default;

ProcessResult StartedProgram::await() {
  ProcessResult result;
  await_end(*parts_, parts_->limits, result);
  return result;
}

Result<StartedProgram> start_program(const std::vector<std::string>& argv,
                                     const ProcessLimits& limits) {
  if (argv.empty()) return Error{ErrorCode::failed, "cannot run a program: no name is given", {}};
  auto parts = std::make_unique<StartedParts>();
  parts->limits = limits;
  if (auto started = start(argv, *parts); !started) return started.error();
  return StartedProgram(std::move(parts));
}

Result<ProcessResult> run_process(const std::vector<std::string>& argv,
                                  const ProcessLimits& limits) {
  const ReapingChildren reaping;
  Result<StartedProgram> program = start_program(argv, limits);
  if (!program) return program.error();
  return program->await();
}

}  // namespace pkgmap
