// How this host sleeps while a process lives.
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <sstream>

#include <gtest/gtest.h>

#include "engine/session/host/host.hpp"
#include "engine/system/process/proc.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Clock = std::chrono::steady_clock;

// Whether the process waits in poll(2), as the kernel shows the number of its system call.
bool polls(pid_t pid) {
  std::istringstream text(test::read_file("/proc/" + std::to_string(pid) + "/syscall"));
  int call = -1;
  text >> call;
#ifdef SYS_poll
  if (call == SYS_poll) return true;
#endif
  return call == SYS_ppoll;
}

// A process that ends once this test waits in poll(2).
class EndsDuringAPoll {
 public:
  EndsDuringAPoll() {
    const pid_t parent = ::getpid();
    pid_ = ::fork();
    if (pid_ != 0) {
      // Yama lets no other process of this user look.
      ::prctl(PR_SET_PTRACER, pid_);
      return;
    }
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    while (!polls(parent)) ::usleep(1'000);
    ::_exit(0);
  }
  EndsDuringAPoll(const EndsDuringAPoll&) = delete;
  EndsDuringAPoll& operator=(const EndsDuringAPoll&) = delete;
  ~EndsDuringAPoll() {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  pid_t pid() const { return pid_; }
  std::uint64_t start_time() const { return process_facts(pid_).value().start_time; }

 private:
  pid_t pid_ = 0;
};

Clock::duration slept(int pid, std::uint64_t start_time, milliseconds time) {
  const auto began = Clock::now();
  this_host().sleep_while_alive(pid, start_time, time);
  return Clock::now() - began;
}

TEST(SleepWhileAlive, EndsWithTheProcess) {
  const EndsDuringAPoll process;
  EXPECT_LT(slept(process.pid(), process.start_time(), seconds(60)), seconds(60));
}

// The pid belongs to another process by now, or to none.
TEST(SleepWhileAlive, IsNotCutShortByTheEndOfAnotherProcess) {
  const EndsDuringAPoll process;
  EXPECT_GE(slept(process.pid(), process.start_time() + 1, seconds(1)), seconds(1));
  EXPECT_GE(slept(0, 0, milliseconds(10)), milliseconds(10));
}

}  // namespace
}  // namespace pkgmap
