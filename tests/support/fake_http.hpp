// A scripted server on a unix socket, for answers that a real monit does not give on demand: hangs,
// answers that break off, garbage, old versions.
//
// From the constructor to the destructor, a thread of the server runs the script for one connection
// after the other. The constructor throws std::runtime_error if the server cannot listen.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "engine/monit/peer.hpp"
#include "engine/system/fd.hpp"
#include "parsers/monitrc/model/model.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap::test {

class FakeHttp {
 public:
  /// What a script can do with a connection. The server closes it when the script returns.
  class Connection {
   public:
    Connection(int fd, const FakeHttp& server) : fd_(fd), server_(server) {}
    /// Sends all bytes. Returns false if the peer has hung up or the server ends.
    bool send(const std::string& bytes) const;
    /// Returns when the peer hangs up or the server ends.
    void hang() const;
    /// Waits so many milliseconds. Returns false as soon as the peer hangs up or the server ends.
    bool wait(int milliseconds) const;

   private:
    int fd_;
    const FakeHttp& server_;
  };
  using Script = std::function<void(const Connection&, const std::string& request)>;

  explicit FakeHttp(Script script);
  FakeHttp(const FakeHttp&) = delete;
  FakeHttp& operator=(const FakeHttp&) = delete;
  ~FakeHttp();

  std::string socket() const { return directory_.file("sock"); }
  /// Returns the requests so far, each with head and body.
  std::vector<std::string> requests() const;
  /// Returns a control file whose httpd is this server.
  monitrc::ControlFile model() const;

 private:
  void serve();
  std::string read_request(int fd) const;

  TemporaryDirectory directory_;
  Script script_;
  Fd listener_;
  std::atomic<bool> ending_{false};
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::thread thread_;  // Last, because the thread uses the other members.
};

/// For ClientOptions: takes every server for monit.
IdentifyPeer as_monit();

/// Returns an HTTP answer as monit writes it: status, headers, body.
std::string http_reply(int status, const std::string& body);

/// Returns a script that gives every request the same answer.
FakeHttp::Script always(const std::string& reply);

}  // namespace pkgmap::test
