// Who may act, by each form of `allow`: wherever the command line of monit may act, the client may,
// and where it may not, the message says why.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/facts/control_file.hpp"
#include "engine/monit/client.hpp"
#include "tests/engine/packages/command.hpp"
#include "tests/support/real_monit.hpp"

namespace pkgmap {
namespace {

using test::eventually;
using test::RealMonit;
using testing::HasSubstr;
using Verb = MonitClient::Verb;

constexpr const char* kNoPassword = "monit asks for a password that its control file does not hold";
constexpr const char* kReadOnly = "every user in monit's control file is read-only";
constexpr const char* kColon =
    "nobody can log in as a user of monit's control file whose name has a ':'";
constexpr const char* kMay = "";

struct AllowCase {
  const char* what;
  std::string allow;      // Behind `set httpd unixsocket …`; @DIR@ stands for the directory.
  std::string passwords;  // The content of @DIR@/passwords.
  std::string message;    // Empty: the client may act, and so may monit's command line.
};

void PrintTo(const AllowCase& allow, std::ostream* out) {
  *out << allow.what;
}

class Allowed : public testing::TestWithParam<AllowCase> {
 protected:
  void SetUp() override {
    monit_.directory().write("file", "content\n");
    monit_.directory().write("passwords", GetParam().passwords, 0600);
    monit_.start();
  }

  bool command_line_may_act() const {
    return run_command({"monit", "-c", monit_.control_file(), "monitor", "web"}).status == 0;
  }

  Result<std::unique_ptr<MonitClient>> connect() const {
    Settings settings;
    settings.monitrc = monit_.control_file();
    const Result<monitrc::Parsed> parsed = load_control_file(settings);
    if (!parsed) return parsed.error();
    EXPECT_TRUE(parsed->ok());
    return connect_monit(parsed->control_file);
  }

  RealMonit monit_{{.checks = "check file web with path @DIR@/file",
                    .httpd = "unixsocket @SOCKET@ " + GetParam().allow,
                    .start = false}};
};

bool is_off(MonitClient& client) {
  const auto status = client.status();
  const status::Service* const web = status ? status->find("web") : nullptr;
  return web != nullptr && web->settled_off();
}

TEST_P(Allowed, IsWhoeverMonitsCommandLineCanBe) {
  EXPECT_EQ(command_line_may_act(), GetParam().message.empty());
  const auto client = connect();
  EXPECT_EQ(client ? "" : client.error().message, GetParam().message);
  if (!client) {
    EXPECT_EQ(client.error().hint.find("canary"), std::string::npos);
    EXPECT_THAT(client.error().hint, HasSubstr("allow USER:\"PASSWORD\""));
    return;
  }
  const auto status = (*client)->status();
  ASSERT_TRUE(status.ok()) << status.error().message;
  ASSERT_TRUE((*client)->act(Verb::unmonitor, {"web"}, status->version).ok());
  monit_.wake_after_a_request();
  EXPECT_TRUE(eventually([&] { return is_off(**client); }));
}

INSTANTIATE_TEST_SUITE_P(
    Forms, Allowed,
    testing::Values(
        AllowCase{"a group of PAM alone", "allow @root", "", kNoPassword},
        AllowCase{"a group of PAM and a user", "allow @root allow act:canary", "", kMay},
        AllowCase{"a group of PAM and a read-only user", "allow @root allow look:canary read-only",
                  "", kReadOnly},
        AllowCase{"a read-only group and a user", "allow @root read-only allow act:canary", "",
                  kMay},
        AllowCase{"a group of PAM and a member of it", "allow @root allow root:canary", "",
                  kNoPassword},
        AllowCase{"a member of a group that comes later", "allow root:canary allow @root", "",
                  kMay},
        AllowCase{"a password file with a member", "allow @root allow @DIR@/passwords",
                  "root:canary\nact:canary\n", kMay},
        AllowCase{"a host that does not count on a socket", "allow 192.0.2.7", "", kMay},
        AllowCase{"a read-only user first", "allow look:canary read-only allow act:canary-2", "",
                  kMay},
        AllowCase{"one user twice, the second ignored",
                  "allow act:canary read-only allow Act:canary-2", "", kReadOnly},
        AllowCase{"one user twice, the first counts",
                  "allow act:canary allow ACT:canary-2 read-only", "", kMay},
        AllowCase{"no name", "allow \"\":canary", "", kMay},
        AllowCase{"no password", "allow act:\"\"", "", kMay},
        AllowCase{"quotes, blanks and UTF-8", "allow \"j\u00FCr 'gen'\":'a \"b\" : \u20AC'", "",
                  kMay},
        AllowCase{"a name with a colon", "allow \"a:b\":canary", "", kColon},
        AllowCase{"a password file in cleartext", "allow cleartext @DIR@/passwords",
                  "# look:canary\nact:canary:2\r\n", kMay},
        AllowCase{"a password file without a word for its form", "allow @DIR@/passwords",
                  "nobody\nact:canary", kMay},
        AllowCase{"some users of a password file", "allow cleartext @DIR@/passwords bob \"carl\"",
                  "act:canary\ncarl: canary\t\nbob:x\n", kMay},
        AllowCase{"a password file whose user is known",
                  "allow cleartext @DIR@/passwords "
                  "allow ACT:canary-2",
                  "act:canary\n", kMay},
        AllowCase{"digests alone", "allow md5 @DIR@/passwords",
                  "act:$1$OLpFVz2f$jNDCAPkGQvpBvhQgJh2Ih.\n", kNoPassword},
        AllowCase{"digests, and a user", "allow crypt @DIR@/passwords allow act:canary",
                  "look:aaaaaaaaaaaaa\n", kMay},
        AllowCase{"digests of the same user", "allow md5 @DIR@/passwords allow act:canary",
                  "act:$1$OLpFVz2f$jNDCAPkGQvpBvhQgJh2Ih.\n", kNoPassword}));

// monit's command line asks by TCP then, too.
TEST(MonitClientWays, AreTheOthersWhereNobodyListensOnTheSocket) {
  const RealMonit monit({.checks = "check file web with path @DIR@/file",
                         .httpd = "port @PORT@ address 127.0.0.1 unixsocket @SOCKET@ "
                                  "allow admin:canary"});
  monitrc::ControlFile file = monit.tcp_model("canary");
  file.httpd->unixsocket.emplace().path = monit.socket();
  const auto client = connect_monit(file).value();
  ASSERT_TRUE(client->status().ok());
  EXPECT_EQ(client->peer()->doubt, "");

  ASSERT_EQ(::unlink(monit.socket().c_str()), 0);
  const auto status = client->status();
  ASSERT_TRUE(status.ok()) << status.error().message;
  const std::string address = "127.0.0.1:" + std::to_string(monit.port());
  EXPECT_EQ(client->peer()->doubt,
            "nobody listens on " + monit.socket() + ": monit answers on " + address + " alone");
  EXPECT_TRUE(client->may_act().ok());
  EXPECT_FALSE(client->nobody_listens());
}

TEST(MonitClientWays, DoNotHideThatNobodyListens) {
  RealMonit monit(
      {.checks = {},
       .httpd = "port @PORT@ address 127.0.0.1 unixsocket @SOCKET@ allow admin:canary"});
  monitrc::ControlFile file = monit.tcp_model("canary");
  file.httpd->unixsocket.emplace().path = monit.socket();
  const auto client = connect_monit(file).value();
  monit.stop();
  const auto status = client->status();
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().message, "monit does not answer on " + monit.socket());
  EXPECT_TRUE(client->nobody_listens());
}

// The address that `allow` must name is that of this end.
class RefusedHost : public testing::TestWithParam<std::pair<std::string, std::string>> {};

TEST_P(RefusedHost, IsToldByItsAddress) {
  const auto& [address, named] = GetParam();
  const RealMonit monit(
      {.checks = {},
       .httpd = "port @PORT@ address " + address + " unixsocket @SOCKET@ allow 192.0.2.7"});
  monitrc::ControlFile file = monit.tcp_model("");
  file.httpd->credentials.clear();
  file.httpd->tcp->address = address;
  const auto client = connect_monit(file).value();
  EXPECT_TRUE(eventually([&] {
    const auto status = client->status();
    return !status && status.error().message.find("it refuses this host") != std::string::npos;
  }));
  EXPECT_EQ(client->status().error().hint,
            "'set httpd' needs 'allow " + named + "'; then reload monit");
}

INSTANTIATE_TEST_SUITE_P(Addresses, RefusedHost,
                         testing::Values(std::pair("127.0.0.1", "localhost"),
                                         std::pair("::1", "::1")));

}  // namespace
}  // namespace pkgmap
