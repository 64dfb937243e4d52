// Shared by the tests of monit's peer: control files with the address of monit or of an impostor,
// and the client's answer as text. If a client cannot be made, the test program ends.
#pragma once

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "engine/monit/client.hpp"

namespace pkgmap::test {

/// For RealMonitOptions: a server on TCP, and a unix socket by which the test sees that monit is
/// up.
inline constexpr const char* kTcpServer =
    "port @PORT@ use address 127.0.0.1 unixsocket @SOCKET@ allow admin:canary-Pa55";
inline constexpr const char* kOneCheck = "check file web with path @DIR@/file\n";
inline constexpr const char* kNothingSent = ": nothing was sent to it, and it is not believed";

std::string text_of(int number);

std::unique_ptr<MonitClient> client_of(
    const monitrc::ControlFile& file,
    rules::OnUnknownPeer unknown_peer = rules::OnUnknownPeer::refuse, int timeout_ms = 20'000);

/// Asks for a status. Returns "a status", or the message of the error.
std::string said_by(MonitClient& client);
std::string hint_of(MonitClient& client);

/// Returns a control file with this port of 127.0.0.1 and with a password.
monitrc::ControlFile file_at(int port);

/// Returns a status that an impostor could make up who knows the control file.
std::string invented_status();

/// Tests that need processes of other users.
class Peers : public testing::Test {
 protected:
  void SetUp() override;
};

}  // namespace pkgmap::test
