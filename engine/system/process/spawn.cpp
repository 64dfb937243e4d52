#include "engine/system/process/spawn.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "engine/system/fd.hpp"
#include "engine/system/process/after_fork.hpp"
#include "engine/system/text.hpp"

namespace pkgmap {
namespace {

// The path is what login(1) gives to root; nothing of ours is handed on.
constexpr const char* kEnvironment[] = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root",
                                        "LC_ALL=C", nullptr};

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

}  // namespace

ReapingChildren::ReapingChildren() {
  struct sigaction plain {};
  plain.sa_handler = SIG_DFL;
  ::sigaction(SIGCHLD, &plain, &before_);
}

ReapingChildren::~ReapingChildren() {
  ::sigaction(SIGCHLD, &before_, nullptr);
}

Result<pid_t> spawn(const std::vector<std::string>& argv, int input, int output) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return system_error("cannot make a pipe");
  const Fd read_end(ends[0]);
  Fd write_end(ends[1]);

  std::vector<char*> arguments;
  arguments.reserve(argv.size() + 1);
  for (const std::string& argument : argv) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);

  const pid_t pid = ::fork();
  if (pid < 0) return system_error("cannot start " + argv[0]);
  if (pid == 0) child(arguments.data(), input, output, write_end.get());
  ::setpgid(pid, pid);  // Whoever is first, so that a kill finds the group.

  write_end.reset();
  int error = 0;
  ssize_t got = 0;
  do got = ::read(read_end.get(), &error, sizeof error);
  while (got < 0 && errno == EINTR);
  if (got != static_cast<ssize_t>(sizeof error)) return pid;
  while (::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
  }
  return Error{ErrorCode::failed, "cannot run " + argv[0] + ": " + system_message(error), {}};
}

}  // namespace pkgmap
