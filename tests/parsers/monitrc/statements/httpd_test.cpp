// `set httpd`: monit(1), MONIT HTTPD.
#include <gtest/gtest.h>

#include "parsers/monitrc/password_file.hpp"
#include "tests/parsers/monitrc/parsing.hpp"

namespace pkgmap::monitrc {
namespace {

Httpd httpd(const std::string& text) {
  const Parsed parsed = parse(text + "\nset daemon 7\n");
  EXPECT_EQ(messages(parsed), "");
  EXPECT_TRUE(parsed.control_file.httpd);
  EXPECT_TRUE(parsed.control_file.daemon) << "the statement behind is read";
  return parsed.control_file.httpd.value_or(Httpd());
}

TEST(SetHttpd, PortAndAddress) {
  const Httpd server = httpd("set httpd port 2813 and\n use address 127.0.0.1\n allow localhost");
  ASSERT_TRUE(server.tcp);
  EXPECT_EQ(server.tcp->port, 2813);
  EXPECT_EQ(server.tcp->address, "127.0.0.1");
  EXPECT_FALSE(server.tcp->ssl);
  EXPECT_FALSE(server.tcp->read_only);
  EXPECT_FALSE(server.unixsocket);
  EXPECT_TRUE(server.allows);
  EXPECT_TRUE(server.credentials.empty());
}

TEST(SetHttpd, WithoutAllowNothingIsServed) {
  EXPECT_FALSE(httpd("set httpd port 2812").allows);
}

TEST(SetHttpd, UnixSocket) {
  const Httpd server = httpd(
      "set httpd unixsocket /run/m.sock uid root gid \"adm\" permission 660 read-only allow a:x");
  ASSERT_TRUE(server.unixsocket);
  EXPECT_EQ(server.unixsocket->path, "/run/m.sock");
  EXPECT_TRUE(server.unixsocket->read_only);
  EXPECT_FALSE(server.tcp);
}

TEST(SetHttpd, Credentials) {
  const Httpd server = httpd("set httpd port 1 allow admin:\"p w\" allow guest:x read-only");
  ASSERT_EQ(server.credentials.size(), 2U);
  EXPECT_EQ(server.credentials[0].user, "admin");
  EXPECT_EQ(server.credentials[0].password, "p w");
  EXPECT_FALSE(server.credentials[0].read_only);
  EXPECT_EQ(server.credentials[1].user, "guest");
  EXPECT_TRUE(server.credentials[1].read_only);
  EXPECT_FALSE(server.other_credentials);
}

TEST(SetHttpd, CredentialsThatCannotBeKnown) {
  EXPECT_TRUE(httpd("set httpd port 1 allow @staff read-only").other_credentials);
  EXPECT_TRUE(httpd("set httpd port 1 allow md5 /etc/htpasswd john paul").other_credentials);
  EXPECT_TRUE(httpd("set httpd port 1 allow crypt /etc/htpasswd").other_credentials);
  EXPECT_TRUE(httpd("set httpd port 1 allow cleartext /etc/pw allow localhost").other_credentials);
}

TEST(SetHttpd, Networks) {
  const Httpd server = httpd(
      "set httpd port 1 allow 10.0.0.0/8 allow 192.0.2.0/255.255.255.0 allow ::1 allow "
      "2001:db8::/32 allow \"a.example.com\"");
  EXPECT_TRUE(server.allows);
  EXPECT_TRUE(server.credentials.empty());
  EXPECT_FALSE(server.other_credentials);
}

TEST(SetHttpd, TlsOptions) {
  const Httpd server = httpd(
      "set httpd port 1 with ssl { pemfile: /etc/m.pem selfsigned: allow } signature disable "
      "allow a:x");
  ASSERT_TRUE(server.tcp);
  EXPECT_TRUE(server.tcp->ssl);
  EXPECT_EQ(server.credentials.size(), 1U);
}

TEST(SetHttpd, TlsInTheOldForm) {
  const Httpd server =
      httpd("set httpd port 1 ssl enable pemfile /etc/m.pem allowselfcertification allow a:x");
  EXPECT_TRUE(server.tcp->ssl);
}

TEST(SetHttpd, ACertificateOfTheClientAllows) {
  EXPECT_TRUE(httpd("set httpd port 1 ssl { pemfile: /a clientpemfile: /x }").allows);
  EXPECT_FALSE(httpd("set httpd port 1 ssl { pemfile: /a }").allows);
}

TEST(SetHttpd, NamesTheUsersOfAPasswordFileThatCount) {
  const Httpd server = httpd("set httpd port 1 allow md5 /etc/pw john \"paul's\" allow x:y");
  EXPECT_EQ(server.access.front().users, (std::vector<std::string>{"john", "paul's"}));
}

std::string users_of(std::string_view text, const std::vector<std::string>& only = {}) {
  std::string users;
  for (const Credentials& user : parse_password_file(text, only)) {
    users += "<" + user.user + "=" + user.password + ">";
  }
  return users;
}

// What monit 5.33 lets in with each of these files.
TEST(APasswordFile, HasAUserInEachLineWithAColon) {
  EXPECT_EQ(users_of(""), "");
  EXPECT_EQ(users_of("admin:x"), "<admin=x>");
  EXPECT_EQ(users_of("# john:x\n\nnobody\n  paul:y  \r\n"), "<  paul=y>");
  EXPECT_EQ(users_of("a:b:c\nd:\n:e\n"), "<a=b:c><d=><=e>");
  EXPECT_EQ(users_of(std::string_view("a:b\0c\nd:e\n", 10)), "<a=b><d=e>");
}

TEST(APasswordFile, IsLimitedToTheUsersThatTheControlFileNames) {
  EXPECT_EQ(users_of("a:1\nb:2\nA:3\n", {"a", "c"}), "<a=1>");
}

TEST(SetHttpd, SeveralStatementsAddUp) {
  const Httpd server =
      httpd("set httpd port 2812 read-only allow a:x\nset httpd unixsocket /run/m allow c:d");
  ASSERT_TRUE(server.tcp);
  ASSERT_TRUE(server.unixsocket);
  EXPECT_TRUE(server.tcp->read_only);
  EXPECT_EQ(server.credentials.size(), 2U);
}

TEST(SetHttpd, AMistakeNeverShowsThePassword) {
  const Parsed parsed = parse(
      "set httpd port 2812\n  allow admin:geheim1 geheim2\n  allow admin : secret geheim3\n"
      "  allow\n    admin:geheim4 %\n");
  EXPECT_FALSE(parsed.ok());
  EXPECT_EQ(messages(parsed).find("geheim"), std::string::npos) << messages(parsed);
}

}  // namespace
}  // namespace pkgmap::monitrc
