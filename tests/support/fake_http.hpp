// A scripted server on a unix socket, for what a real monit does not show on demand: hangs, answers
// that break off, garbage, old versions.
//
// Serves one connection at a time in its own thread, from the constructor to the destructor.
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
  /// What a script can do with a connection; it is closed when the script returns.
  class Connection {
   public:
    Connection(int fd, const FakeHttp& server) : fd_(fd), server_(server) {}
    /// False when the peer has hung up or the server ends.
    bool send(const std::string& bytes) const;
    /// Until the peer hangs up or the server ends.
    void hang() const;
    /// Until so many milliseconds are over, or hang() would end. False when it would.
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
  /// The requests so far, whole: head and body.
  std::vector<std::string> requests() const;
  /// A control file that leads to this server.
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
  std::thread thread_;  // Last: it uses the others.
};

/// For ClientOptions: this server stands for monit, and is known to be it.
IdentifyPeer as_monit();

/// An answer as monit writes it.
std::string http_reply(int status, const std::string& body);

/// A script that gives every request the same answer.
FakeHttp::Script always(const std::string& reply);

}  // namespace pkgmap::test
