#include "engine/system/process/spawn.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

#include "engine/system/process/after_fork.hpp"
#include "engine/system/process/argv.hpp"
#include "engine/system/text.hpp"

namespace pkgmap {
namespace {

// The PATH that login(1) gives to root. The program inherits no variable of this process.
const std::vector<std::string> kCleanEnvironment = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                                                    "HOME=/root", "LC_ALL=C"};

// Runs in the child: only calls that signal-safety(7) allows.
[[noreturn]] void child(const Spawned& spawned, char* const* argv, char* const* environment,
                        int failure) {
  // Moves all descriptors above 0 to 3 first: the caller of this program may have closed some of
  // these.
  const int in = ::fcntl(spawned.input, F_DUPFD, 10);
  const int out = ::fcntl(spawned.output, F_DUPFD, 10);
  const int errors = ::fcntl(spawned.errors < 0 ? spawned.output : spawned.errors, F_DUPFD, 10);
  const int word = ::fcntl(failure, F_DUPFD, 10);
  const bool all = in >= 0 && out >= 0 && errors >= 0 && word >= 0;
  if (all) {
    spawned.own_session ? ::setsid() : ::setpgid(0, 0);
    ::dup2(in, 0);
    ::dup2(out, 1);
    ::dup2(errors, 2);
    ::dup2(word, 3);
    ::fcntl(3, F_SETFD, FD_CLOEXEC);
    close_from(4);
    reset_signals();
    ::execve(argv[0], argv, environment);
  }
  const int error = errno;
  const ssize_t ignored = ::write(all ? 3 : failure, &error, sizeof error);
  static_cast<void>(ignored);
  ::_exit(127);
}

}  // namespace

ReapingChildren::ReapingChildren() {
  struct sigaction plain {};
  plain.sa_handler = SIG_DFL;
  ::sigaction(SIGCHLD, &plain, &before_);
}

ReapingChildren::~ReapingChildren() {
  ::sigaction(SIGCHLD, &before_, nullptr);
}

Result<Beginning> begin_to_spawn(const Spawned& spawned) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return system_error("cannot make a pipe");
  Fd read_end(ends[0]);
  const Fd write_end(ends[1]);
  const auto argv = argv_of(spawned.argv);
  const auto environment =
      argv_of(spawned.environment.empty() ? kCleanEnvironment : spawned.environment);

  const pid_t pid = ::fork();
  if (pid < 0) return system_error("cannot start " + spawned.argv[0]);
  if (pid == 0) child(spawned, argv.data(), environment.data(), write_end.get());
  // Parent and child both set the group, so that a kill finds it at once. A child with a session of
  // its own must not lead a group before setsid(2).
  if (!spawned.own_session) ::setpgid(pid, pid);
  return Beginning{pid, std::move(read_end), spawned.argv[0]};
}

Done await_program(Beginning& beginning) {
  if (!beginning.failure) return done();
  int error = 0;
  ssize_t got = 0;
  do got = ::read(beginning.failure.get(), &error, sizeof error);
  while (got < 0 && errno == EINTR);
  beginning.failure.reset();
  if (got != static_cast<ssize_t>(sizeof error)) return done();
  while (::waitpid(beginning.pid, nullptr, 0) < 0 && errno == EINTR) {
  }
  beginning.pid = -1;
  return Error{
      ErrorCode::failed, "cannot run " + beginning.program + ": " + system_message(error), {}};
}

Result<pid_t> spawn(const Spawned& spawned) {
  auto beginning = begin_to_spawn(spawned);
  if (!beginning) return beginning.error();
  if (Done runs = await_program(*beginning); !runs) return runs.error();
  return beginning->pid;
}

}  // namespace pkgmap
