// A real monit of its own for a test: own directory, own control file, unix socket, cycle of 1 s.
//
// Runs from the constructor to the destructor, and ends with the test program in any case. Throws
// when monit does not come up.
#pragma once

#include <string>
#include <vector>

#include "parsers/monitrc/model/model.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap::test {

struct RealMonitOptions {
  std::string checks;  ///< `check …` statements. @DIR@ stands for the directory of this monit.
  /// What follows `set httpd`; @SOCKET@, @PORT@ (a free one) and @DIR@ are filled in.
  std::string httpd = "unixsocket @SOCKET@ allow localhost";
  int poll_seconds = 1;
  bool start = true;  ///< Else start() does.
  std::string program = "monit";
};

class RealMonit {
 public:
  explicit RealMonit(RealMonitOptions options);
  RealMonit(const RealMonit&) = delete;
  RealMonit& operator=(const RealMonit&) = delete;
  ~RealMonit();

  /// Writes the control file. The files that `checks` mention are the caller's: see directory().
  void write_control_file(const std::string& checks);
  void start();
  /// Waits for its end.
  void stop();

  const TemporaryDirectory& directory() const { return directory_; }
  std::string control_file() const { return directory_.file("monitrc"); }
  std::string socket() const { return directory_.file("sock"); }
  std::string pidfile() const { return directory_.file("pid"); }
  int port() const { return port_; }
  int pid() const { return pid_; }
  std::string log() const { return read_file(directory_.file("log")); }
  /// How often the log holds these words.
  int logged(const std::string& words) const;

  /// As a parser would read it: this socket, everybody allowed.
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

/// A TCP port of 127.0.0.1 that was free a moment ago.
int free_port();

/// Asks again and again until it is so, 30 s at most. Returns whether it came so far.
template <class Condition>
bool eventually(const Condition& condition);

}  // namespace pkgmap::test

#include <chrono>
#include <thread>

template <class Condition>
bool pkgmap::test::eventually(const Condition& condition) {
  for (int i = 0; i < 1500; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return condition();
}
