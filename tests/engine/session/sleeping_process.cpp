#include "tests/engine/session/sleeping_process.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace pkgmap::test {

SleepingProcess::SleepingProcess() : pid_(::fork()) {
  if (pid_ == 0) {
    ::setpgid(0, 0);
    ::execlp("sleep", "sleep", "1000", nullptr);
    ::_exit(127);
  }
  ::setpgid(pid_, pid_);
}

SleepingProcess::~SleepingProcess() {
  kill();
}

void SleepingProcess::kill() {
  if (pid_ <= 0) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
  pid_ = 0;
}

}  // namespace pkgmap::test
