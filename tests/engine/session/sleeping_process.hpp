// A process that sleeps until it is killed; it stands for a package manager or a daemon.
#pragma once

namespace pkgmap::test {

/// Runs `sleep` in a process group of its own; the destructor kills it.
class SleepingProcess {
 public:
  SleepingProcess();
  SleepingProcess(const SleepingProcess&) = delete;
  SleepingProcess& operator=(const SleepingProcess&) = delete;
  ~SleepingProcess();

  int pid() const { return pid_; }
  /// Sends SIGKILL and waits until the process has ended.
  void kill();

 private:
  int pid_ = 0;
};

}  // namespace pkgmap::test
