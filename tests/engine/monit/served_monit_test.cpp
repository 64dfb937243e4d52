// A client of a real monit whose control file changes on disk.
#include "engine/monit/served_monit.hpp"

#include <signal.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/monit/peers.hpp"
#include "tests/support/impostor.hpp"
#include "tests/support/real_monit.hpp"

namespace pkgmap {
namespace {

using test::eventually;
using test::RealMonit;
using Verb = MonitClient::Verb;

struct Change {
  const char* name;
  const char* before;
  const char* after;
};

class ServedMonitTest : public testing::TestWithParam<Change> {
 protected:
  static monitrc::Httpd::UnixSocket socket(const std::string& path) {
    return {path, false, {}, {}, {}};
  }
  // How the control file says that monit can be asked.
  monitrc::ControlFile model(const std::string& httpd) const {
    monitrc::ControlFile file = monit_.model();
    if (httpd.find("@DIR@/new") != std::string::npos) {
      file.httpd->unixsocket = socket(monit_.directory().file("new"));
    }
    const std::size_t user = httpd.find("admin:");
    if (user != std::string::npos) {
      file.httpd->credentials = {{"admin", httpd.substr(user + 6), false}};
    }
    return file;
  }

  RealMonit monit_{{.checks = "check file a with path /etc/passwd\n", .httpd = GetParam().before}};
};

TEST_P(ServedMonitTest, IsAskedAsItServesBeforeAndAfterAReload) {
  const auto before = model(GetParam().before);
  const auto after = model(GetParam().after);
  const auto served = remember_monit(before, connect_monit(before), "/");
  ASSERT_NE(served, nullptr);
  const auto same = now_or_served(connect_monit(before), before, served.get(), "/");
  ASSERT_TRUE(same.ok());
  const auto client = now_or_served(connect_monit(after), after, served.get(), "/").value();
  ASSERT_FALSE(connect_monit(after).value()->status().ok());
  const auto status = client->status();
  ASSERT_TRUE(status.ok()) << status.error().message;
  ASSERT_TRUE(client->act(Verb::unmonitor, {"a"}, status->version).ok());
  EXPECT_TRUE(eventually([&] { return client->status()->find("a")->settled_off(); }));
  EXPECT_EQ(client->peer()->pid, monit_.pid());

  monit_.write_httpd(GetParam().after);
  ASSERT_EQ(::kill(monit_.pid(), SIGHUP), 0);
  const auto anew = connect_monit(after).value();
  ASSERT_TRUE(eventually([&] { return anew->status().ok(); }));
  ASSERT_TRUE(client->status().ok());
  ASSERT_TRUE(client->act(Verb::monitor, {"a"}, status->version).ok());
  EXPECT_TRUE(eventually([&] { return client->status()->find("a")->monitored(); }));

  EXPECT_FALSE(client->nobody_listens());
  monit_.stop();
  EXPECT_FALSE(client->status().ok());
  EXPECT_TRUE(client->nobody_listens());
}

INSTANTIATE_TEST_SUITE_P(Changes, ServedMonitTest,
                         testing::Values(Change{"Socket", "unixsocket @SOCKET@ allow localhost",
                                                "unixsocket @DIR@/new allow localhost"},
                                         Change{"Password", "unixsocket @SOCKET@ allow admin:old1",
                                                "unixsocket @SOCKET@ allow admin:new1"},
                                         Change{"Both", "unixsocket @SOCKET@ allow admin:old1",
                                                "unixsocket @DIR@/new allow admin:new1"}),
                         [](const auto& change) { return std::string(change.param.name); });

class ServedMonitOverTcp : public test::Peers {};

// monit tries once to open its new port.
TEST_F(ServedMonitOverTcp, WhoHoldsTheNewPortIsNamedAsSoonAsNobodyServesTheOldOne) {
  RealMonit monit({.checks = "check file a with path /etc/passwd\n", .httpd = test::kTcpServer});
  const int port = test::free_port();
  const test::Impostor impostor({.arguments = {"--port", test::text_of(port), "--user", "nobody"}});
  auto after = monit.tcp_model("canary-Pa55");
  const auto before = after;
  after.httpd->tcp->port = port;
  const auto served = remember_monit(before, connect_monit(before), "/");
  const auto client = now_or_served(connect_monit(after), after, served.get(), "/").value();
  ASSERT_TRUE(client->status().ok());
  EXPECT_FALSE(client->impostor());

  monit.write_httpd("port " + test::text_of(port) +
                    " use address 127.0.0.1 allow admin:canary-Pa55");
  ASSERT_EQ(::kill(monit.pid(), SIGHUP), 0);
  ASSERT_TRUE(eventually([&] { return !client->status().ok(); }));
  ASSERT_TRUE(client->impostor());
  const std::string who = "process " + test::text_of(impostor.pid()) + " ";
  EXPECT_THAT(client->impostor()->message, testing::StartsWith(who));
  EXPECT_THAT(client->status().error().message, testing::StartsWith(who));
}

TEST(ServedMonit, IsForgottenIfNobodyMayAct) {
  monitrc::ControlFile file;
  EXPECT_EQ(remember_monit(file, connect_monit(file), "/"), nullptr);
  EXPECT_FALSE(now_or_served(connect_monit(file), file, nullptr, "/").ok());
}

}  // namespace
}  // namespace pkgmap
