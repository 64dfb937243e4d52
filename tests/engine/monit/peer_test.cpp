// Who answers: the client against a real monit, and against impostors of every kind.
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <sstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/monit/peers.hpp"
#include "tests/support/impostor.hpp"
#include "tests/support/real_monit.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using test::client_of;
using test::eventually;
using test::file_at;
using test::hint_of;
using test::Impostor;
using test::invented_status;
using test::kNothingSent;
using test::kOneCheck;
using test::kTcpServer;
using test::Peers;
using test::RealMonit;
using test::said_by;
using test::text_of;
using testing::HasSubstr;
using KnownBy = Peer::KnownBy;
using rules::OnUnknownPeer;

TEST_F(Peers, MonitItselfIsKnownByItsProcessOverTcp) {
  const RealMonit monit({.checks = kOneCheck, .httpd = kTcpServer});
  const auto client = client_of(monit.tcp_model("canary-Pa55"));
  ASSERT_EQ(said_by(*client), "a status");
  ASSERT_TRUE(client->peer());
  EXPECT_EQ(client->peer()->known_by, KnownBy::process);
  EXPECT_EQ(client->peer()->pid, monit.pid());
  EXPECT_EQ(client->peer()->doubt, "");
}

TEST_F(Peers, MonitItselfIsKnownByItsProcessOverASocket) {
  const RealMonit monit({});
  const auto client = client_of(monit.model());
  ASSERT_EQ(said_by(*client), "a status");
  EXPECT_EQ(client->peer()->known_by, KnownBy::process);
  EXPECT_EQ(client->peer()->pid, monit.pid());
}

void expect_that_a_user_is_told_nothing(std::vector<std::string> options) {
  const int port = test::free_port();
  options.insert(options.end(), {"--port", text_of(port), "--user", "nobody"});
  const Impostor impostor({.arguments = options, .answer = invented_status()});
  for (const OnUnknownPeer policy : {OnUnknownPeer::refuse, OnUnknownPeer::trust}) {
    const auto client = client_of(file_at(port), policy);
    EXPECT_EQ(said_by(*client), "process " + text_of(impostor.pid()) + " (" +
                                    impostor.executable() +
                                    ") of user nobody answers on 127.0.0.1:" + text_of(port) +
                                    " in place of monit" + kNothingSent);
    EXPECT_EQ(
        hint_of(*client),
        "end it, then reload monit: monit opens its port only when it reads its control file");
    EXPECT_FALSE(client->act(MonitClient::Verb::monitor, {"web"}, "5.33.0").ok());
    EXPECT_FALSE(client->baseline("web").ok());
    EXPECT_FALSE(client->may_act().ok());
    EXPECT_FALSE(client->peer());
  }
  EXPECT_EQ(impostor.told(), "");
}

TEST_F(Peers, AUserWhoTookThePortIsToldNothing) {
  expect_that_a_user_is_told_nothing({});
}

// Any user may bind a socket to a device since Linux 5.7. sock_diag(7) then shows the socket only
// to who names the device.
TEST_F(Peers, AUserWhoTookThePortOfOneDeviceIsToldNothing) {
  expect_that_a_user_is_told_nothing({"--device", "lo"});
}

// Without root, the client cannot examine monit's process; then the user of the socket decides.
TEST_F(Peers, AUserWhoTookThePortAndCallsHimselfMonitIsToldNothing) {
  const int port = test::free_port();
  const Impostor impostor({.arguments = {"--port", text_of(port), "--user", "nobody"},
                           .answer = invented_status(),
                           .is_called_monit = true});
  const auto client = client_of(file_at(port));
  EXPECT_THAT(said_by(*client), HasSubstr("/monit) of user nobody answers on"));
  EXPECT_EQ(impostor.told(), "");
}

// The socket is gone, so the client looks at the port, too.
TEST_F(Peers, AUserWhoTookThePortWhileNobodyListensOnTheSocketIsToldNothing) {
  const int port = test::free_port();
  const Impostor impostor(
      {.arguments = {"--port", text_of(port), "--user", "nobody"}, .answer = invented_status()});
  monitrc::ControlFile file = file_at(port);
  file.httpd->unixsocket.emplace().path = "/nonexistent/monit.sock";
  const auto client = client_of(file);
  EXPECT_EQ(said_by(*client), "monit does not answer on /nonexistent/monit.sock");
  EXPECT_EQ(impostor.told(), "");
  EXPECT_TRUE(client->nobody_listens());
}

TEST_F(Peers, AnotherProcessOfRootIsToldNothing) {
  const int port = test::free_port();
  const Impostor impostor({.arguments = {"--port", text_of(port)}, .answer = invented_status()});
  const auto client = client_of(file_at(port));
  EXPECT_EQ(said_by(*client), "process " + text_of(impostor.pid()) + " (" + impostor.executable() +
                                  ") of user root answers on 127.0.0.1:" + text_of(port) +
                                  " in place of monit" + kNothingSent);
  EXPECT_EQ(hint_of(*client),
            "end it, then reload monit; if it passes on to monit, 'unknown_peer: trust' in the "
            "policy believes it");
  EXPECT_EQ(impostor.told(), "");
}

TEST_F(Peers, AForwarderOfRootIsBelievedOnlyIfThePolicyWantsIt) {
  const RealMonit monit({.checks = kOneCheck, .httpd = kTcpServer});
  const int port = test::free_port();
  const Impostor forwarder(
      {.arguments = {"--port", text_of(port), "--forward", text_of(monit.port())}});
  monitrc::ControlFile file = monit.tcp_model("canary-Pa55");
  file.httpd->tcp->port = port;
  EXPECT_THAT(said_by(*client_of(file)), HasSubstr("of user root answers on"));
  EXPECT_EQ(forwarder.told(), "");

  const auto trusting = client_of(file, OnUnknownPeer::trust);
  EXPECT_EQ(said_by(*trusting), "a status");
  EXPECT_EQ(trusting->peer()->known_by, KnownBy::policy);
  EXPECT_EQ(trusting->peer()->pid, 0);
  EXPECT_THAT(trusting->peer()->doubt, HasSubstr("of user root answers on"));
  EXPECT_EQ(trusting->peer()->todo,
            "let monit listen on a unix socket: 'set httpd unixsocket /run/monit.sock'");
}

TEST_F(Peers, AForwarderOfSomebodyElseIsNeverBelieved) {
  const RealMonit monit({.checks = kOneCheck, .httpd = kTcpServer});
  const int port = test::free_port();
  const Impostor forwarder({.arguments = {"--port", text_of(port), "--forward",
                                          text_of(monit.port()), "--user", "nobody"}});
  monitrc::ControlFile file = monit.tcp_model("canary-Pa55");
  file.httpd->tcp->port = port;
  EXPECT_THAT(said_by(*client_of(file, OnUnknownPeer::trust)), HasSubstr("of user nobody"));
  EXPECT_EQ(forwarder.told(), "");
}

TEST_F(Peers, ASocketThatSomebodyElsePutInItsPlaceIsToldNothing) {
  const test::TemporaryDirectory directory;
  std::filesystem::permissions(directory.path(), std::filesystem::perms::all);
  const std::string path = directory.file("sock");
  monitrc::ControlFile file = file_at(0);
  file.httpd->tcp.reset();
  file.httpd->unixsocket.emplace().path = path;
  {
    const Impostor impostor(
        {.arguments = {"--unix", path, "--user", "nobody"}, .answer = invented_status()});
    EXPECT_EQ(said_by(*client_of(file, OnUnknownPeer::trust)),
              "process " + text_of(impostor.pid()) + " (" + impostor.executable() +
                  ") of user nobody answers on " + path + " in place of monit" + kNothingSent);
    EXPECT_EQ(impostor.told(), "");
  }
  std::filesystem::remove(path);
  const Impostor another({.arguments = {"--unix", path}, .answer = invented_status()});
  EXPECT_THAT(said_by(*client_of(file)), HasSubstr("of user root answers on " + path));
  EXPECT_EQ(another.told(), "");

  const auto trusting = client_of(file, OnUnknownPeer::trust);
  EXPECT_EQ(said_by(*trusting), "a status");
  EXPECT_EQ(trusting->peer()->todo,
            "'unknown_peer: refuse' in the policy believes no process but monit's own");
}

TEST_F(Peers, AMonitOfAnotherRootIsAnother) {
  const test::TemporaryDirectory directory;
  const int port = test::free_port();
  const Impostor impostor({.arguments = {"--port", text_of(port), "--chroot", directory.path()},
                           .answer = invented_status(),
                           .is_called_monit = true});
  EXPECT_THAT(said_by(*client_of(file_at(port))),
              HasSubstr("of user root, its root directory is not ours, answers on"));
  EXPECT_EQ(impostor.told(), "");
}

TEST_F(Peers, AMonitOfAnotherControlFileIsAnother) {
  const RealMonit monit({.checks = kOneCheck, .httpd = kTcpServer});
  monitrc::ControlFile file = monit.tcp_model("canary-Pa55");
  file.path = "/etc/monitrc";
  EXPECT_THAT(said_by(*client_of(file)), HasSubstr("of user root, its control file is " +
                                                   monit.control_file() + ", answers on"));
}

TEST_F(Peers, AMonitBesideTheOneOfThePidfileIsAnother) {
  const RealMonit monit({.checks = kOneCheck, .httpd = kTcpServer});
  monitrc::ControlFile file = monit.tcp_model("canary-Pa55");
  const int port = test::free_port();
  const Impostor beside({.arguments = {"--port", text_of(port)},
                         .answer = invented_status(),
                         .is_called_monit = true});
  file.httpd->tcp->port = port;
  ASSERT_TRUE(eventually([&] { return std::filesystem::exists(monit.pidfile()); }));
  EXPECT_THAT(said_by(*client_of(file)), HasSubstr("the pidfile names another monit, process " +
                                                   text_of(monit.pid()) + ", answers on"));
  EXPECT_EQ(beside.told(), "");
}

TEST_F(Peers, APidfileThatSaysNothingTrueDoesNotHideMonit) {
  const RealMonit monit({.checks = kOneCheck, .httpd = kTcpServer});
  const test::TemporaryDirectory directory;
  const Impostor nobody({.arguments = {"--port", text_of(test::free_port()), "--user", "nobody"}});
  const std::string writable = directory.write("writable", text_of(::getpid()) + "\n");
  ASSERT_EQ(::chmod(writable.c_str(), 0666), 0);
  std::filesystem::create_symlink(writable, directory.file("link"));
  for (const std::string& pidfile : {directory.file("none"), directory.write("stale", "4194304\n"),
                                     directory.write("recycled", text_of(nobody.pid()) + "\n"),
                                     writable, directory.file("link")}) {
    for (monitrc::ControlFile file : {monit.tcp_model("canary-Pa55"), monit.model()}) {
      file.httpd->credentials = {{"admin", "canary-Pa55", false}};
      file.pidfile = pidfile;
      const auto client = client_of(file);
      EXPECT_EQ(said_by(*client), "a status") << pidfile;
      EXPECT_EQ(client->peer()->pid, monit.pid()) << pidfile;
    }
  }
}

TEST_F(Peers, AMonitWhoseExecutableWasJustReplacedIsStillMonit) {
  const test::TemporaryDirectory directory;
  // rpm first writes a new file as "NAME;HEX".
  for (const char* const name : {"monit", "monit;0123abcd"}) {
    const std::string program = directory.file(name);
    std::filesystem::copy_file("/usr/bin/monit", program);
    const RealMonit monit({.checks = kOneCheck, .httpd = kTcpServer, .program = program});
    std::filesystem::remove(program);
    const auto client = client_of(monit.tcp_model("canary-Pa55"));
    EXPECT_EQ(said_by(*client), "a status") << name;
    ASSERT_TRUE(client->peer()) << name;
    EXPECT_EQ(client->peer()->known_by, KnownBy::process) << name;
  }
}

TEST_F(Peers, WhoeverDoesNotAcceptIsToldNothingAndAwaitedForAWhile) {
  const int port = test::free_port();
  const Impostor impostor({.arguments = {"--port", text_of(port), "--accept-on-usr1"}});
  EXPECT_EQ(said_by(*client_of(file_at(port), OnUnknownPeer::refuse, 300)),
            "monit does not answer on 127.0.0.1:" + text_of(port) + " within 300 ms");
  EXPECT_EQ(impostor.told(), "");
}

// Whether the kernel has a connection to this port of 127.0.0.1, accepted or not: proc_net_tcp(5).
bool is_connected_to(int port) {
  std::array<char, 32> end{};
  std::snprintf(end.data(), end.size(), ": 0100007F:%04X ", static_cast<unsigned int>(port));
  std::istringstream rows(test::read_file("/proc/net/tcp"));
  const std::string established = " 01 ";
  for (std::string row; std::getline(rows, row);) {
    const std::size_t at = row.find(end.data());
    if (at != std::string::npos && row.find(established, at) != std::string::npos) return true;
  }
  return false;
}

TEST_F(Peers, MonitMayTakeAWhileToAccept) {
  const int port = test::free_port();
  const Impostor slow({.arguments = {"--port", text_of(port), "--accept-on-usr1"},
                       .answer = invented_status(),
                       .is_called_monit = true});
  std::thread later([&] {
    EXPECT_TRUE(eventually([&] { return is_connected_to(port); }));
    ::kill(slow.pid(), SIGUSR1);
  });
  const auto client = client_of(file_at(port));
  EXPECT_EQ(said_by(*client), "a status");
  later.join();
  EXPECT_EQ(client->peer()->pid, slow.pid());
  EXPECT_THAT(slow.told(), HasSubstr("Authorization: Basic "));
}

TEST_F(Peers, AnAddressThatSomebodyElseHasDoesNotHideAnother) {
  const RealMonit monit({.checks = kOneCheck, .httpd = kTcpServer});
  const Impostor impostor(
      {.arguments = {"--address", "::1", "--port", text_of(monit.port()), "--user", "nobody"},
       .answer = invented_status()});
  monitrc::ControlFile file = monit.tcp_model("canary-Pa55");
  file.httpd->tcp->address = "localhost";
  const auto client = client_of(file);
  EXPECT_EQ(said_by(*client), "a status");
  EXPECT_EQ(client->peer()->pid, monit.pid());
  EXPECT_EQ(impostor.told(), "");
}

TEST_F(Peers, AMonitThatListensForBothFamiliesIsFoundByEither) {
  const int port = test::free_port();
  const Impostor both({.arguments = {"--address", "::", "--port", text_of(port)},
                       .answer = invented_status(),
                       .is_called_monit = true});
  for (const char* const address : {"127.0.0.1", "::1"}) {
    monitrc::ControlFile file = file_at(port);
    file.httpd->tcp->address = address;
    const auto client = client_of(file);
    EXPECT_EQ(said_by(*client), "a status") << address;
    EXPECT_EQ(client->peer()->pid, both.pid());
  }
}

}  // namespace
}  // namespace pkgmap
