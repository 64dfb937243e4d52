// A real monit for one test: its own directory, control file and unix socket, and a cycle of 1 s.
//
// monit runs from the constructor to the destructor, and ends with the test program in any case.
// The constructor and start() throw std::runtime_error if monit does not come up.
#pragma once

#include <string>
#include <vector>

#include "parsers/monitrc/model/model.hpp"
#include "parsers/monitrc/model/version.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap::test {

struct RealMonitOptions {
  std::string checks;  ///< `check …` statements. @DIR@ stands for the directory of this monit.
  /// What follows `set httpd`. @SOCKET@, @PORT@ (a free one) and @DIR@ are replaced.
  std::string httpd = "unixsocket @SOCKET@ allow localhost";
  int poll_seconds = 1;
  bool start = true;  ///< If false, the test calls start().
  std::string program = "monit";
  unsigned int user = 0;        ///< If not 0, and the test runs as root: the user of this monit.
  bool has_own_mounts = false;  ///< In a mount namespace of its own.
  /// Started in directory(), with `-c monitrc`.
  bool start_in_its_directory = false;
};

class RealMonit {
 public:
  explicit RealMonit(RealMonitOptions options);
  RealMonit(const RealMonit&) = delete;
  RealMonit& operator=(const RealMonit&) = delete;
  ~RealMonit();

  /// Writes the control file. The caller makes the files that `checks` mention: see directory().
  void write_control_file(const std::string& checks);
  /// Writes the control file with another `set httpd`; monit does not read it by itself.
  void write_httpd(const std::string& httpd);
  void start();
  /// Asks monit to end and waits for that, 30 s at most; then kills it.
  void stop();

  const TemporaryDirectory& directory() const { return directory_; }
  std::string control_file() const { return directory_.file("monitrc"); }
  std::string socket() const { return directory_.file("sock"); }
  std::string pidfile() const { return directory_.file("pid"); }
  int port() const { return port_; }
  int pid() const { return pid_; }
  std::string log() const { return read_file(directory_.file("log")); }
  /// Returns whether monit's first thread sleeps between two cycles.
  bool sleeps() const;
  /// Wakes a monit that no request wakes, as soon as it sleeps between two cycles.
  void wake_after_a_request() const;
  /// Returns how often the log holds these words.
  int logged(const std::string& words) const;

  /// Returns the control file as far as a client needs it: this socket, everybody allowed.
  monitrc::ControlFile model() const;
  /// The same with its port in place of the socket, and the user admin with this password.
  monitrc::ControlFile tcp_model(const std::string& password) const;

 private:
  std::string filled_in(std::string text) const;
  bool answers() const;

  RealMonitOptions options_;
  TemporaryDirectory directory_;
  int port_ = 0;
  int pid_ = 0;
};

/// Returns a TCP port of 127.0.0.1 that was free a moment ago.
int free_port();

/// Asks the condition again and again until it is true, 60 s at most. Returns whether it became
/// true.
template <class Condition>
bool eventually(const Condition& condition);

/// Asks the installed monit for its version. Throws if it does not tell.
monitrc::Version installed_monit();
/// Returns whether the installed monit ends its sleep at SIGUSR1. monit 5.34 sleeps on.
bool monit_wakes_at_a_signal();
/// Returns whether the installed monit ends its sleep at a request. monit 6 sleeps on.
bool monit_wakes_at_a_request();

}  // namespace pkgmap::test

#include <chrono>
#include <thread>

template <class Condition>
bool pkgmap::test::eventually(const Condition& condition) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (std::chrono::steady_clock::now() < deadline) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return condition();
}
