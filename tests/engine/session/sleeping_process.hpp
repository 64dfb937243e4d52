// A process that sleeps until somebody kills it: it stands for a package manager or a daemon.
#pragma once

namespace pkgmap::test {

/// `sleep` in a process group of its own. Killed at the end.
class SleepingProcess {
 public:
  SleepingProcess();
  SleepingProcess(const SleepingProcess&) = delete;
  SleepingProcess& operator=(const SleepingProcess&) = delete;
  ~SleepingProcess();

  int pid() const { return pid_; }
  /// SIGKILL, and waits for its end.
  void kill();

 private:
  int pid_ = 0;
};

}  // namespace pkgmap::test
