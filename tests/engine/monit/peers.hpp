// What the tests of who answers share: control files that lead somewhere, and what the client then
// says. Throws nothing; a client that cannot be made ends the test program.
#pragma once

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "engine/monit/client.hpp"

namespace pkgmap::test {

/// For RealMonitOptions: a server on TCP, and a socket that tells when it is up.
inline constexpr const char* kTcpServer =
    "port @PORT@ use address 127.0.0.1 unixsocket @SOCKET@ allow admin:canary-Pa55";
inline constexpr const char* kOneCheck = "check file web with path @DIR@/file\n";
inline constexpr const char* kNothingSent = ": nothing was sent to it, and it is not believed";

std::string text_of(int number);

std::unique_ptr<MonitClient> client_of(
    const monitrc::ControlFile& file,
    rules::OnUnknownPeer unknown_peer = rules::OnUnknownPeer::refuse, int timeout_ms = 20'000);

/// "a status", or why there is none.
std::string said_by(MonitClient& client);
std::string hint_of(MonitClient& client);

/// A control file that was read, with this port and a password in it.
monitrc::ControlFile file_at(int port);

/// What somebody could make up who knows that control file.
std::string invented_status();

/// Tests that need processes of other users.
class Peers : public testing::Test {
 protected:
  void SetUp() override;
};

}  // namespace pkgmap::test
