#include "engine/system/process/foreground.hpp"

#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

#include "engine/system/process/argv.hpp"
#include "engine/system/process/child.hpp"
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

}  // namespace

Result<ForegroundEnd> run_in_foreground(const std::vector<std::string>& argv) {
  const auto pointers = argv_of(argv);
  const Signals signals;
  auto child = Child::make(argv.front(), [&](int&) {
    signals.restore();
    signals.deliver();
    // The command would inherit that this program ignores these signals.
    ::signal(SIGPIPE, SIG_DFL);
    ::signal(SIGXFSZ, SIG_DFL);
    ::execvp(pointers.front(), pointers.data());
  });
  const int why = child ? child->why_not() : 0;
  child_pid = child && why == 0 ? child->pid() : 0;
  signals.deliver();
  if (!child) return child.error();
  if (why != 0) {
    return ForegroundEnd{why == ENOENT ? kNoSuchCommand : kCannotExecute, system_message(why)};
  }
  child->await();
  child_pid = 0;
  const int signal = child->signal();
  return ForegroundEnd{signal != 0 ? kSignalBase + signal : child->exit_status()};
}

}  // namespace pkgmap
