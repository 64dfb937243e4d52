#include "engine/system/process/foreground.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

#include "engine/system/fd.hpp"
#include "engine/system/process/argv.hpp"
#include "engine/system/process/pidfd.hpp"
#include "engine/system/text.hpp"

namespace pkgmap {
namespace {

constexpr int kCannotExecute = 126;
constexpr int kNoSuchCommand = 127;
constexpr int kSignalBase = 128;

volatile std::sig_atomic_t child_pid = 0;

void hand_on(int number) {
  if (child_pid > 0) ::kill(static_cast<pid_t>(child_pid), number);
}

// Ignores SIGINT and SIGQUIT, which the terminal sends to the command, too; forwards SIGTERM and
// SIGHUP, which only this process receives. These two wait until deliver(): the command may run
// before this process knows its pid.
class Signals {
 public:
  Signals() {
    sigset_t forwarded;
    ::sigemptyset(&forwarded);
    for (const int number : {SIGTERM, SIGHUP}) ::sigaddset(&forwarded, number);
    ::sigprocmask(SIG_BLOCK, &forwarded, &mask_before_);
    for (std::size_t i = 0; i < kNumbers.size(); ++i) {
      struct sigaction action {};
      action.sa_handler = i < 2 ? SIG_IGN : hand_on;
      ::sigaction(kNumbers[i], &action, &before_[i]);
    }
  }
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;
  ~Signals() { restore(); }

  // May be called between fork and exec.
  void deliver() const { ::sigprocmask(SIG_SETMASK, &mask_before_, nullptr); }

  // May be called between fork and exec.
  void restore() const {
    for (std::size_t i = 0; i < kNumbers.size(); ++i) {
      ::sigaction(kNumbers[i], &before_[i], nullptr);
    }
  }

 private:
  static constexpr std::array kNumbers = {SIGINT, SIGQUIT, SIGTERM, SIGHUP};
  std::array<struct sigaction, kNumbers.size()> before_;
  sigset_t mask_before_;
};

// Waits until there is something to read.
void await(const Fd& fd) {
  pollfd readable{fd.get(), POLLIN, 0};
  while (::poll(&readable, 1, -1) < 0 && errno == EINTR) {
  }
}

// Waits for the end of the child. Before Linux 5.3 there is no pidfd.
int status_at_the_end_of(pid_t pid) {
  constexpr int kLookEvery = 100;
  const Fd pidfd = open_pidfd(pid);
  if (pidfd) await(pidfd);
  int status = 0;
  for (;;) {
    const pid_t ended = ::waitpid(pid, &status, pidfd ? 0 : WNOHANG);
    if (ended == pid || (ended < 0 && errno != EINTR)) return status;
    if (ended == 0) ::poll(nullptr, 0, kLookEvery);
  }
}

int report(int status) {
  if (WIFSIGNALED(status)) return kSignalBase + WTERMSIG(status);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

}  // namespace

Result<ForegroundEnd> run_in_foreground(const std::vector<std::string>& argv) {
  const auto pointers = argv_of(argv);
  // The child tells why execvp(3) failed; if it succeeds, the kernel closes the pipe.
  std::array<int, 2> ends{-1, -1};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return system_error("cannot run " + argv.front());
  const Fd reading(ends[0]);
  Fd writing(ends[1]);
  const Signals signals;
  const pid_t pid = ::fork();
  if (pid < 0) {
    const Error error = system_error("cannot run " + argv.front());
    signals.deliver();
    return error;
  }
  if (pid == 0) {
    signals.restore();
    signals.deliver();
    // The command would inherit that this program ignores these signals.
    ::signal(SIGPIPE, SIG_DFL);
    ::signal(SIGXFSZ, SIG_DFL);
    ::execvp(pointers.front(), pointers.data());
    const int why = errno;
    const bool told = ::write(writing.get(), &why, sizeof(why)) == sizeof(why);
    ::_exit(why == ENOENT && told ? kNoSuchCommand : kCannotExecute);
  }
  child_pid = pid;
  signals.deliver();
  writing.reset();
  await(reading);
  int why = 0;
  while (::read(reading.get(), &why, sizeof(why)) < 0 && errno == EINTR) {
  }
  const int status = status_at_the_end_of(pid);
  child_pid = 0;
  return ForegroundEnd{report(status), why == 0 ? std::string() : system_message(why)};
}

}  // namespace pkgmap
