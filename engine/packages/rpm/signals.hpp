// Keeps the signal handlers of the process while librpm opens or closes a database.
//
// Until 4.16 librpm takes over SIGINT, SIGQUIT, SIGHUP, SIGTERM and SIGPIPE while a database is
// open, and a later look-up may then exit the process; from 4.17 on it does not. While the object
// lives, these signals are blocked in the calling thread; its destructor restores handlers and
// mask.
#pragma once

#include <array>
#include <csignal>
#include <cstddef>

namespace pkgmap::rpm {

class SignalGuard {
 public:
  SignalGuard() {
    sigset_t waiting;
    sigemptyset(&waiting);
    for (const int number : kSignals) sigaddset(&waiting, number);
    pthread_sigmask(SIG_BLOCK, &waiting, &mask_);
    for (std::size_t i = 0; i < kSignals.size(); ++i) sigaction(kSignals[i], nullptr, &actions_[i]);
  }
  ~SignalGuard() {
    for (std::size_t i = 0; i < kSignals.size(); ++i) sigaction(kSignals[i], &actions_[i], nullptr);
    pthread_sigmask(SIG_SETMASK, &mask_, nullptr);
  }
  SignalGuard(const SignalGuard&) = delete;
  SignalGuard& operator=(const SignalGuard&) = delete;

 private:
  static constexpr std::array kSignals = {SIGINT, SIGQUIT, SIGHUP, SIGTERM, SIGPIPE};
  sigset_t mask_;
  std::array<struct sigaction, kSignals.size()> actions_;
};

}  // namespace pkgmap::rpm
