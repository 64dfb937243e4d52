// Which server the client asks, and that the lines in a hint really mend the control file.
#include "engine/monit/endpoint.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/monit/daemon.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using monitrc::Httpd;

monitrc::ControlFile control_file(const Httpd& httpd) {
  monitrc::ControlFile file;
  file.path = "/etc/monitrc";
  file.httpd = httpd;
  return file;
}

Httpd both() {
  Httpd httpd;
  httpd.tcp = Httpd::Tcp{"", 2812, false, false, {}};
  httpd.unixsocket = Httpd::UnixSocket{"/run/monit.sock", false, {}, {}, {}};
  httpd.allows = true;
  return httpd;
}

std::string chosen_endpoint(const Httpd& httpd, const std::string& root = "/") {
  const auto endpoints = choose_endpoints(control_file(httpd), root);
  return endpoints ? name_of(endpoints->front()) : endpoints.error().message;
}

TEST(Endpoint, IsTheUnixSocketRatherThanTcp) {
  EXPECT_EQ(chosen_endpoint(both()), "/run/monit.sock");
}

TEST(Endpoint, IsBelowTheRoot) {
  EXPECT_EQ(chosen_endpoint(both(), "/mnt"), "/mnt/run/monit.sock");
}

TEST(Endpoint, IsTcpWhenTheUnixSocketIsReadOnly) {
  Httpd httpd = both();
  httpd.unixsocket->read_only = true;
  EXPECT_EQ(chosen_endpoint(httpd), "127.0.0.1:2812");
}

TEST(Endpoint, IsTheAddressThatMonitListensOn) {
  Httpd httpd = both();
  httpd.unixsocket.reset();
  for (const auto& [address, name] :
       std::vector<std::pair<std::string, std::string>>{{"", "127.0.0.1:2812"},
                                                        {"0.0.0.0", "127.0.0.1:2812"},
                                                        {"localhost", "localhost:2812"},
                                                        {"::1", "[::1]:2812"},
                                                        {"10.0.0.1", "10.0.0.1:2812"}}) {
    httpd.tcp->address = address;
    EXPECT_EQ(chosen_endpoint(httpd), name);
  }
}

TEST(Endpoint, TakesTheUserThatMayAct) {
  Httpd httpd = both();
  httpd.credentials = {{"look", "a", true}, {"act", "b", false}};
  const auto endpoints = choose_endpoints(control_file(httpd), "/");
  ASSERT_TRUE(endpoints.ok());
  for (const HttpEndpoint& endpoint : *endpoints) {
    EXPECT_TRUE(endpoint.logs_in);
    EXPECT_EQ(endpoint.user, "act");
    EXPECT_EQ(endpoint.password, "b");
  }
}

TEST(Endpoint, HasAPathThatFitsInASocketAddress) {
  Httpd httpd = both();
  httpd.unixsocket->path = "/" + std::string(107, 'x');
  EXPECT_EQ(chosen_endpoint(httpd), "127.0.0.1:2812");
  httpd.tcp.reset();
  EXPECT_EQ(chosen_endpoint(httpd),
            "the path of monit's socket is too long: " + httpd.unixsocket->path);
}

// A control file, what is wrong with it, and the message.
struct MendCase {
  const char* what;
  std::string httpd;  // As text, for the real monit; @DIR@ stands for a directory.
  std::function<void(monitrc::ControlFile&)> model;
  std::string message;
  std::string hint;
};

void PrintTo(const MendCase& mend, std::ostream* out) {
  *out << mend.what;
}

class Mending : public testing::TestWithParam<MendCase> {};

TEST_P(Mending, IsToldByTwoLinesThatMonitAccepts) {
  monitrc::ControlFile file = control_file(both());
  GetParam().model(file);
  const auto endpoint = choose_endpoints(file, "/");
  ASSERT_FALSE(endpoint.ok());
  EXPECT_EQ(endpoint.error().code, ErrorCode::monit);
  EXPECT_EQ(endpoint.error().message, GetParam().message);
  EXPECT_EQ(endpoint.error().hint, GetParam().hint);

  const std::string& hint = endpoint.error().hint;
  const test::TemporaryDirectory directory;
  const std::string text = "set idfile " + directory.file("id") + "\nset logfile " +
                           directory.file("log") + "\n" + GetParam().httpd + "\n" +
                           hint.substr(hint.find(":\n") + 2) + "\n";
  const Done syntax = check_syntax("/usr/bin/monit", directory.write("monitrc", text, 0600));
  EXPECT_TRUE(syntax.ok()) << syntax.error().message;
}

const char* const kSocketLines =
    "add these two lines to /etc/monitrc and reload monit:\n"
    "    set httpd unixsocket /run/monit.sock\n"
    "        allow localhost";

INSTANTIATE_TEST_SUITE_P(
    ControlFiles, Mending,
    testing::Values(
        MendCase{"no server", "", [](monitrc::ControlFile& file) { file.httpd.reset(); },
                 "monit has no HTTP interface", kSocketLines},
        MendCase{"nobody allowed", "set httpd port 2812",
                 [](monitrc::ControlFile& file) { file.httpd->allows = false; },
                 "monit starts no HTTP interface, as it allows nobody", kSocketLines},
        MendCase{"read-only servers", "set httpd port 2812 read-only allow admin:monit",
                 [](monitrc::ControlFile& file) {
                   file.httpd->tcp->read_only = true;
                   file.httpd->unixsocket.reset();
                 },
                 "monit's HTTP interface is read-only",
                 "add these two lines to /etc/monitrc and reload monit:\n"
                 "    set httpd\n"
                 "        unixsocket /run/monit.sock"},
        MendCase{"read-only users", "set httpd port 2812 allow look:canary-Pa55 read-only",
                 [](monitrc::ControlFile& file) {
                   file.httpd->credentials = {{"look", "canary-Pa55", true}};
                 },
                 "every user in monit's control file is read-only",
                 "add these two lines, with a user and a password of your choice, to "
                 "/etc/monitrc and reload monit:\n"
                 "    set httpd unixsocket /run/monit.sock\n"
                 "        allow USER:\"PASSWORD\""},
        MendCase{"users of PAM", "set httpd port 2812 allow @root",
                 [](monitrc::ControlFile& file) { file.httpd->other_credentials = true; },
                 "monit asks for a password that its control file does not hold",
                 "add these two lines, with a user and a password of your choice, to "
                 "/etc/monitrc and reload monit:\n"
                 "    set httpd unixsocket /run/monit.sock\n"
                 "        allow USER:\"PASSWORD\""}));

}  // namespace
}  // namespace pkgmap
