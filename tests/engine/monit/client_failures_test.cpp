// The client against answers that a real monit does not give on demand.
#include <algorithm>
#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/monit/client.hpp"
#include "tests/support/fake_http.hpp"

namespace pkgmap {
namespace {

using test::always;
using test::FakeHttp;
using test::http_reply;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using FakeConnection = FakeHttp::Connection;
using Verb = MonitClient::Verb;

std::unique_ptr<MonitClient> client_of(const FakeHttp& server, int timeout_ms = 20'000) {
  monitrc::ControlFile file = server.model();
  file.httpd->credentials = {{"canary-user", "canary-Pa55", false}};
  ClientOptions options;
  options.timeout = std::chrono::milliseconds(timeout_ms);
  options.identify = test::as_monit();
  return connect_monit(file, options).value();
}

std::string status_xml(const std::vector<std::string>& names,
                       const std::string& version = "5.33.0") {
  std::string xml = "<monit><server><version>" + version +
                    "</version><controlfile>/etc/monitrc</controlfile></server>";
  for (const std::string& name : names) {
    xml += "<service type=\"3\"><name>" + name +
           "</name><collected_sec>1</collected_sec><monitor>1</monitor></service>";
  }
  return xml + "</monit>";
}

std::string path_of(const std::string& request) {
  const std::size_t start = request.find(' ') + 1;
  return request.substr(start, request.find(' ', start) - start);
}

std::string body_of(const std::string& request) {
  return request.substr(request.find("\r\n\r\n") + 4);
}

// Answers a request for the status with `xml`, and every other request as `script` does.
FakeHttp::Script with_status(const std::string& xml, const FakeHttp::Script& script) {
  return [xml, script](const FakeConnection& connection, const std::string& request) {
    if (path_of(request) == "/_status?format=xml") {
      connection.send(http_reply(200, xml));
    } else {
      script(connection, request);
    }
  };
}

std::string message_of(const Result<status::Status>& status) {
  return status ? "no error" : status.error().message;
}

std::string with_path(std::string text, const FakeHttp& server) {
  const std::string word = "@SOCKET@";
  const std::size_t at = text.find(word);
  return at == std::string::npos ? text : text.replace(at, word.size(), server.socket());
}

struct AnswerCase {
  const char* what;
  FakeHttp::Script script;
  std::string message;
  int timeout_ms = 20'000;
};

void PrintTo(const AnswerCase& answer, std::ostream* out) {
  *out << answer.what;
}

class BadAnswers : public testing::TestWithParam<AnswerCase> {};

TEST_P(BadAnswers, AreErrorsOfMonitWithoutACredential) {
  const FakeHttp server(GetParam().script);
  const auto client = client_of(server, GetParam().timeout_ms);
  const Result<status::Status> status = client->status();
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, ErrorCode::monit);
  EXPECT_EQ(status.error().message, with_path(GetParam().message, server));
  for (const std::string& text : {status.error().message, status.error().hint}) {
    EXPECT_THAT(text, testing::Not(HasSubstr("canary")));
    EXPECT_THAT(text, testing::Not(HasSubstr("Y2FuYXJ5")));  // Base64 of "canary".
  }
}

void trickle(const FakeConnection& connection, const std::string&) {
  connection.send("HTTP/1.0 200 OK\r\nX: ");
  while (connection.wait(20) && connection.send("x")) {
  }
}

void flood(const FakeConnection& connection, const std::string&) {
  connection.send("HTTP/1.0 200 OK\r\n\r\n");
  const std::string block(1U << 20U, 'x');
  for (int i = 0; i < 20 && connection.send(block); ++i) {
  }
}

// Made when it is asked for: each test of the program copies the cases before it starts.
void announced_flood(const FakeConnection& connection, const std::string&) {
  connection.send(http_reply(200, std::string((16U << 20U) + 1, 'x')));
}

INSTANTIATE_TEST_SUITE_P(
    Answers, BadAnswers,
    testing::Values(
        AnswerCase{"silence", [](const FakeConnection& c, const std::string&) { c.hang(); },
                   "monit does not answer on @SOCKET@ within 300 ms", 300},
        AnswerCase{"a hang in the middle",
                   [](const FakeConnection& c, const std::string&) {
                     c.send("HTTP/1.0 200 OK\r\nContent-Length: 100\r\n\r\nabc");
                     c.hang();
                   },
                   "monit does not answer on @SOCKET@ within 300 ms", 300},
        AnswerCase{"a byte at a time", trickle, "monit does not answer on @SOCKET@ within 1 s",
                   1000},
        AnswerCase{"a hang-up", [](const FakeConnection&, const std::string&) {},
                   "what answers on @SOCKET@ breaks off or is not monit"},
        AnswerCase{"garbage", always("SSH-2.0-OpenSSH\r\n\r\n"),
                   "what answers on @SOCKET@ breaks off or is not monit"},
        AnswerCase{"a body that breaks off",
                   always("HTTP/1.0 200 OK\r\nContent-Length: 100\r\n\r\nabc"),
                   "what answers on @SOCKET@ breaks off or is not monit"},
        AnswerCase{"an announced flood", announced_flood,
                   "the answer of monit on @SOCKET@ is larger than 16 MiB"},
        AnswerCase{"a flood", flood, "the answer of monit on @SOCKET@ is larger than 16 MiB"},
        AnswerCase{"another server", always(http_reply(200, "<html>nginx</html>")),
                   "what answers on @SOCKET@ sends no status of monit: the text has no <monit>"},
        AnswerCase{"a status that breaks off", always(http_reply(200, "<monit><server>")),
                   "what answers on @SOCKET@ sends no status of monit: "
                   "Start-end tags mismatch"},
        AnswerCase{"400", always(http_reply(400, "canary-Pa55")),
                   "monit answers on @SOCKET@ with HTTP status 400"},
        AnswerCase{"401", always(http_reply(401, "")), "monit refuses our credentials"},
        AnswerCase{"403", always(http_reply(403, "")), "monit lets us look but not act"},
        AnswerCase{"404", always(http_reply(404, "")),
                   "monit answers on @SOCKET@ with HTTP status 404"},
        AnswerCase{"500", always(http_reply(500, "")),
                   "monit answers on @SOCKET@ with HTTP status 500"},
        AnswerCase{"501", always(http_reply(501, "")),
                   "monit answers on @SOCKET@ with HTTP status 501"},
        AnswerCase{"a redirection", always("HTTP/1.0 302 X\r\nLocation: /\r\n\r\n"),
                   "monit answers on @SOCKET@ with HTTP status 302"}));

// A server that hangs up has not answered, so a patient client asks again.
TEST(MonitClientRequest, IsNotRepeatedByAClientThatIsNotPatient) {
  FakeHttp server([](const FakeConnection&, const std::string&) {});
  const auto client = client_of(server);
  EXPECT_TRUE(client->be_patient(false));
  EXPECT_FALSE(client->status().ok());
  EXPECT_THAT(server.requests(), SizeIs(1));
  EXPECT_FALSE(client->be_patient(true));
  EXPECT_FALSE(client->status().ok());
  EXPECT_THAT(server.requests(), SizeIs(4));
}

TEST(MonitClientRequest, CarriesTheUserAndOneTokenTwice) {
  FakeHttp server(with_status(status_xml({"web"}), always(http_reply(302, ""))));
  ASSERT_TRUE(client_of(server)->act(Verb::unmonitor, {"web"}, "5.33.0").ok());
  ASSERT_THAT(server.requests(), SizeIs(2));
  const std::string request = server.requests()[1];
  EXPECT_THAT(request, HasSubstr("POST /_doaction HTTP/1."));
  EXPECT_THAT(request, HasSubstr("Authorization: Basic Y2FuYXJ5LXVzZXI6Y2FuYXJ5LVBhNTU=\r\n"));
  EXPECT_THAT(request, HasSubstr("Content-Type: application/x-www-form-urlencoded\r\n"));
  const std::string cookie = "Cookie: securitytoken=";
  const std::size_t at = request.find(cookie);
  ASSERT_NE(at, std::string::npos);
  const std::string token = request.substr(at + cookie.size(), 32);
  EXPECT_EQ(body_of(request), "action=unmonitor&service=^(web)$&securitytoken=" + token);
}

TEST(MonitClientRequest, HasAnotherTokenForEachClient) {
  FakeHttp server(with_status(status_xml({"web"}), always(http_reply(200, ""))));
  ASSERT_TRUE(client_of(server)->act(Verb::monitor, {"web"}, "5.33.0").ok());
  ASSERT_TRUE(client_of(server)->act(Verb::monitor, {"web"}, "5.33.0").ok());
  ASSERT_THAT(server.requests(), SizeIs(4));
  EXPECT_NE(body_of(server.requests()[1]), body_of(server.requests()[3]));
}

TEST(MonitClientAction, SaysNamesLiterallyToAnOldMonit) {
  FakeHttp server(
      with_status(status_xml({"am&p", "lt<gt>", "a.b"}, "5.20.0"), always(http_reply(200, ""))));
  const auto client = client_of(server);
  const auto status = client->status();
  ASSERT_TRUE(status.ok());
  ASSERT_TRUE(client->act(Verb::monitor, {"am&p", "lt<gt>", "a.b"}, status->version).ok());
  EXPECT_THAT(body_of(server.requests().back()),
              testing::StartsWith(
                  "action=monitor&service=am%26p&service=lt<gt>&service=a.b&securitytoken="));
}

TEST(MonitClientAction, SplitsARequestThatMonitDoesNotAccept) {
  const auto two_at_most = [](const FakeConnection& connection, const std::string& request) {
    const std::string body = body_of(request);
    const auto bars = std::count(body.begin(), body.end(), '|');
    connection.send(http_reply(bars > 1 ? 400 : 302, ""));
  };
  FakeHttp server(with_status(status_xml({"a", "b", "c", "d", "e"}), two_at_most));
  const Done done = client_of(server)->act(Verb::monitor, {"a", "b", "c", "d", "e"}, "5.33.0");
  EXPECT_TRUE(done.ok());
  EXPECT_THAT(server.requests(), SizeIs(1 + 1 + 1 + 1 + 2));
}

TEST(MonitClientAction, AsksForACheckByItsOwnPageWhenMonitTakesNoPatternOfItsName) {
  const auto no_x = [](const FakeConnection& connection, const std::string& request) {
    const bool group = path_of(request) == "/_doaction";
    const bool has_x = body_of(request).find('x') != std::string::npos;
    connection.send(http_reply(group && has_x ? 400 : 302, ""));
  };
  FakeHttp server(with_status(status_xml({"a", "x.", "c"}), no_x));
  EXPECT_TRUE(client_of(server)->act(Verb::unmonitor, {"a", "x.", "c"}, "5.33.0").ok());
  std::vector<std::string> paths;
  for (const std::string& request : server.requests()) paths.push_back(path_of(request));
  EXPECT_THAT(paths, ElementsAre("/_status?format=xml", "/_doaction", "/_doaction", "/_doaction",
                                 "/_doaction", "/x.", "/_doaction"));
}

TEST(MonitClientAction, ActsOnTheOthersAndNamesWhatMonitDoesNotHave) {
  FakeHttp server(with_status(status_xml({"a", "b"}), always(http_reply(302, ""))));
  const Done done = client_of(server)->act(Verb::monitor, {"a", "gone", "b"}, "5.33.0");
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().message, "monit has no check gone");
  EXPECT_THAT(body_of(server.requests().back()), HasSubstr("&service=^(a|b)$&"));
}

TEST(MonitClientAction, IsNoSuccessWhenItIsForbidden) {
  FakeHttp server(with_status(status_xml({"a"}), always(http_reply(403, ""))));
  const Done done = client_of(server)->act(Verb::monitor, {"a"}, "5.33.0");
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().message, "monit lets us look but not act");
}

TEST(MonitClientAction, IsNotSentTwiceWhenTheAnswerBreaksOff) {
  FakeHttp server(with_status(status_xml({"a"}), [](const FakeConnection&, const std::string&) {}));
  EXPECT_FALSE(client_of(server)->act(Verb::monitor, {"a"}, "5.33.0").ok());
  EXPECT_THAT(server.requests(), SizeIs(2));
}

TEST(MonitClientAction, AsksNothingForNoChecks) {
  FakeHttp server(always(http_reply(500, "")));
  EXPECT_TRUE(client_of(server)->act(Verb::monitor, {}, "5.33.0").ok());
  EXPECT_THAT(server.requests(), SizeIs(0));
}

TEST(MonitClientStatus, IsAskedForAgainWhenTheAnswerBreaksOff) {
  int answers = 0;
  FakeHttp server([&answers](const FakeConnection& connection, const std::string&) {
    if (++answers == 2) connection.send(http_reply(200, status_xml({"a"})));
  });
  EXPECT_EQ(message_of(client_of(server)->status()), "no error");
}

TEST(MonitClientStatus, TellsThatNobodyListens) {
  monitrc::ControlFile file;
  file.httpd.emplace();
  file.httpd->allows = true;
  file.httpd->unixsocket = monitrc::Httpd::UnixSocket{"/nonexistent/monit.sock", false, {}, {}, {}};
  const auto client = connect_monit(file).value();
  EXPECT_EQ(message_of(client->status()), "monit does not answer on /nonexistent/monit.sock");
  EXPECT_FALSE(client->peer());
}

TEST(MonitClientPeer, IsNobodyWhoseAnswerBreaksOff) {
  const FakeHttp server(always("HTTP/1.0 200 OK\r\nContent-Length: 100\r\n\r\nabc"));
  const auto client = client_of(server);
  EXPECT_FALSE(client->status().ok());
  EXPECT_FALSE(client->peer());
}

TEST(MonitClientPage, IsNotAskedForWhenItsNameMeansAnotherPage) {
  FakeHttp server(always(http_reply(200, "")));
  const auto baseline = client_of(server)->baseline("_status");
  ASSERT_FALSE(baseline.ok());
  EXPECT_EQ(baseline.error().message,
            "monit cannot be asked for the page of a check that is named _status");
  EXPECT_THAT(server.requests(), SizeIs(0));
}

}  // namespace
}  // namespace pkgmap
