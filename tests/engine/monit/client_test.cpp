// The client against a real monit.
#include "engine/monit/client.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/system/process/process.hpp"
#include "parsers/monitrc/model/version.hpp"
#include "tests/support/real_monit.hpp"

namespace pkgmap {
namespace {

using test::eventually;
using test::RealMonit;
using testing::ElementsAre;
using Verb = MonitClient::Verb;

std::unique_ptr<MonitClient> asking_client(const monitrc::ControlFile& file) {
  return connect_monit(file).value();
}

std::string version_of(MonitClient& client) {
  const Result<status::Status> status = client.status();
  return status ? status->version : std::string();
}

std::string file_check(const std::string& name, const std::string& tests = {}) {
  return "check file \"" + name + "\" with path @DIR@/file" + tests + "\n";
}

// The names of the checks that are unmonitored, in the order of the status.
CheckNames unmonitored(MonitClient& client) {
  CheckNames names;
  const Result<status::Status> status = client.status();
  if (!status) return {status.error().message};
  for (const status::Service& service : status->services) {
    if (service.settled_off()) names.push_back(service.name);
  }
  return names;
}

std::string message_of(const Done& done) {
  return done ? "no error" : done.error().message;
}

TEST(MonitClient, ReadsTheStatus) {
  const RealMonit monit({.checks = file_check("plain") + file_check("lt<gt>&amp;")});
  const auto client = asking_client(monit.model());
  const Result<status::Status> status = client->status();
  ASSERT_TRUE(status.ok()) << status.error().message;
  EXPECT_EQ(status->control_file, monit.control_file());
  EXPECT_TRUE(monitrc::version_of(status->version)) << status->version;
  EXPECT_EQ(status->poll, 1);
  ASSERT_NE(status->find("PLAIN"), nullptr);
  EXPECT_EQ(status->find("PLAIN")->type, 2);
  EXPECT_NE(status->find("lt<gt>&amp;"), nullptr);
}

TEST(MonitClient, TellsThePidBehindTheSocket) {
  const RealMonit monit({});
  EXPECT_EQ(asking_client(monit.model())->peer()->pid, monit.pid());
}

// A monit with checks whose names have characters that are special in a URL, in a pattern or in
// HTML, and with the checks that a wrong escape would hit.
class MonitClientNames : public testing::TestWithParam<const char*> {
 protected:
  static void SetUpTestSuite() {
    std::string checks;
    for (const char* name : {"a.b",         "axb",       "c++",
                             "ccc",         "p(x) y",    "px y",
                             "dollar$x",    "caret^x",   "the caret^x too",
                             "star*",       "starrr",    "brack[1]",
                             "brack1",      "brace{2}",  "bracee",
                             "back\\slash", "backslash", "pipe|other",
                             "other",       "q?",        "q",
                             "a b&c=d%41",  "a b",       "a bA",
                             "with/slash",  "x",         "xx",
                             "\xC3\xBC#;+", "_doaction", "lt<gt>&amp;",
                             "lt<gt>&",     "^start",    "end$"}) {
      checks += file_check(name);
    }
    monit_ = new RealMonit({.checks = checks});
  }
  static void TearDownTestSuite() {
    delete monit_;
    monit_ = nullptr;
  }
  static RealMonit* monit_;
};
RealMonit* MonitClientNames::monit_ = nullptr;

TEST_P(MonitClientNames, UnmonitorAndMonitorExactlyTheNamedCheck) {
  const std::string name = GetParam();
  const auto client = asking_client(monit_->model());
  const std::string version = version_of(*client);
  ASSERT_EQ(message_of(client->act(Verb::unmonitor, {name}, version)), "no error");
  EXPECT_TRUE(eventually([&] { return !unmonitored(*client).empty(); }));
  EXPECT_THAT(unmonitored(*client), ElementsAre(name));
  ASSERT_EQ(message_of(client->act(Verb::monitor, {name}, version)), "no error");
  EXPECT_TRUE(eventually([&] { return unmonitored(*client).empty(); }));
}

// Without a readable version, each check gets a request with its name in the URL, which is exact in
// all versions.
TEST_P(MonitClientNames, CanBeAskedAlone) {
  const std::string name = GetParam();
  const auto client = asking_client(monit_->model());
  const Done done = client->act(Verb::unmonitor, {name}, "no version");
  if (name == "_doaction") {
    EXPECT_EQ(message_of(done), "monit cannot be asked to act on a check that is named _doaction");
    return;
  }
  ASSERT_EQ(message_of(done), "no error");
  EXPECT_TRUE(eventually([&] { return !unmonitored(*client).empty(); }));
  EXPECT_THAT(unmonitored(*client), ElementsAre(name));
  ASSERT_EQ(message_of(client->act(Verb::monitor, {name}, "no version")), "no error");
  EXPECT_TRUE(eventually([&] { return unmonitored(*client).empty(); }));
}

INSTANTIATE_TEST_SUITE_P(Names, MonitClientNames,
                         testing::Values("a.b", "c++", "p(x) y", "dollar$x", "caret^x", "star*",
                                         "brack[1]", "brace{2}", "back\\slash", "pipe|other", "q?",
                                         "a b&c=d%41", "with/slash", "x", "\xC3\xBC#;+",
                                         "_doaction", "lt<gt>&amp;", "^start", "end$"));

// During the first cycle, a request would wait for the end of the cycle.
bool has_looked_at_all(MonitClient& client) {
  return eventually([&] {
    const auto status = client.status();
    return status && status->services.back().monitor == 1;
  });
}

// While a request is pending, no check counts as off, and monit has not woken up yet.
bool are_settled_on(MonitClient& client) {
  const auto status = client.status();
  return status && std::all_of(status->services.begin(), status->services.end(),
                               [](const auto& service) { return service.settled_on(); });
}

struct NamesCase {
  const char* name;
  const char* before;
  const char* after;
};
class TwoHundredNames : public testing::TestWithParam<NamesCase> {};

TEST_P(TwoHundredNames, CostOneCycle) {
  std::string checks = file_check("kept");
  CheckNames names;
  for (int i = 0; i < 200; ++i) {
    names.push_back(GetParam().before + std::to_string(i) + GetParam().after);
    checks += file_check(names.back());
  }
  const RealMonit monit({.checks = checks, .poll_seconds = 600});
  const auto client = asking_client(monit.model());
  ASSERT_TRUE(has_looked_at_all(*client));
  ASSERT_EQ(message_of(client->act(Verb::unmonitor, names, version_of(*client))), "no error");
  monit.wake_after_a_request();
  EXPECT_TRUE(eventually([&] { return unmonitored(*client) == names; }));
  EXPECT_EQ(monit.logged("Awakened by"), 1) << monit.log();
  ASSERT_EQ(message_of(client->act(Verb::monitor, names, version_of(*client))), "no error");
  monit.wake_after_a_request();
  EXPECT_TRUE(eventually([&] { return are_settled_on(*client); }));
  EXPECT_EQ(monit.logged("Awakened by"), 2) << monit.log();
}

INSTANTIATE_TEST_SUITE_P(Names, TwoHundredNames,
                         testing::Values(NamesCase{"Ascii", "web-service-", ""},
                                         NamesCase{"Utf8", "\xC3\xBC\xE6\x9C\x8D\xE5\x8B\x99-", ""},
                                         NamesCase{"NoUtf8", "\xFF\xC3-", "\x80"},
                                         NamesCase{"WithDots", "www.example.com_", ".node"},
                                         NamesCase{"WithBlanksAndBrackets", "app {", "} [x]"}),
                         [](const auto& names) { return names.param.name; });

// 195 characters with 64 dots: monit cuts a pattern without anchors off after 254 bytes.
TEST(MonitClientAction, OnALongNameTouchesNoOtherCheck) {
  const std::string start = std::string(66, 'a') + std::string(64, '.') + std::string(64, 'b');
  const std::string other = std::string(66, 'a') + std::string(64, '_') + std::string(64, 'b');
  const RealMonit monit({.checks = file_check(start + "x") + file_check(start + "y") +
                                   file_check(other + "x") + file_check(start),
                         .poll_seconds = 600});
  const auto client = asking_client(monit.model());
  ASSERT_TRUE(has_looked_at_all(*client));
  int acts = 0;
  for (const std::string& name : {start + "x", start}) {
    ASSERT_EQ(message_of(client->act(Verb::unmonitor, {name}, version_of(*client))), "no error");
    monit.wake_after_a_request();
    EXPECT_TRUE(eventually([&] { return !unmonitored(*client).empty(); }));
    EXPECT_THAT(unmonitored(*client), ElementsAre(name));
    ASSERT_EQ(message_of(client->act(Verb::monitor, {name}, version_of(*client))), "no error");
    monit.wake_after_a_request();
    EXPECT_TRUE(eventually([&] { return unmonitored(*client).empty(); }));
    acts += 2;
    EXPECT_EQ(monit.logged("monitor on user request"), acts) << monit.log();
  }
}

TEST(MonitClientAction, IsSplitWhereMonitWouldNotAcceptTheBody) {
  std::string checks;
  CheckNames names;
  for (int i = 0; i < 60; ++i) {
    names.push_back("++++++++" + std::to_string(i) + "........");
    checks += file_check(names.back());
  }
  const RealMonit monit({.checks = checks});
  const auto client = asking_client(monit.model());
  ASSERT_EQ(message_of(client->act(Verb::unmonitor, names, version_of(*client))), "no error");
  EXPECT_TRUE(eventually([&] { return unmonitored(*client) == names; }));
}

TEST(MonitClientPage, IsOfferedForTheLongestUrl) {
  const std::string longest(510, 'a');
  const RealMonit monit({.checks = file_check(longest) + file_check(longest + "a")});
  const auto client = asking_client(monit.model());
  // monit acts, but cuts off the header of its answer that has a name of more than 240 bytes.
  static_cast<void>(client->act(Verb::unmonitor, {longest}, "no version"));
  EXPECT_TRUE(eventually([&] { return !unmonitored(*client).empty(); }));
  EXPECT_THAT(unmonitored(*client), ElementsAre(longest));
  EXPECT_TRUE(client->baseline(longest).ok());
  EXPECT_FALSE(client->baseline(longest + "a").ok());
  EXPECT_FALSE(client->act(Verb::unmonitor, {longest + "a"}, "no version").ok());
}

TEST(MonitClientPage, ShowsTheBaselineOfAFailedChecksumTest) {
  RealMonit monit({.checks = file_check("md5", " if failed md5 checksum then alert") +
                             file_check("a/b<i>&;",
                                        " if failed sha1 checksum for 3 cycles then "
                                        "exec \"/bin/true If failed\"") +
                             file_check("expect",
                                        " if failed checksum expect "
                                        "8f7f419955cefa0b33a2ba316cba3659 then unmonitor") +
                             file_check("changed", " if changed checksum then alert") +
                             file_check("none") +
                             "check file missing with path @DIR@/missing"
                             " if failed checksum then alert\n",
                   .start = false});
  monit.directory().write("file", "hello\n");
  monit.start();
  const auto client = asking_client(monit.model());
  const auto shown = [&](const std::string& check) {
    const auto page = client->baseline(check);
    if (!page) return page.error().message;
    return page->has_value() ? (*page)->algorithm.name() + " " + (*page)->value : "none";
  };
  EXPECT_EQ(shown("md5"), "md5 b1946ac92492d2347c6235b4d2611184");
  EXPECT_EQ(shown("a/b<i>&;"), "sha1 f572d396fae9206628714fb2ce00f72e94f2258f");
  EXPECT_EQ(shown("expect"), "md5 8f7f419955cefa0b33a2ba316cba3659");
  EXPECT_EQ(shown("changed"), "none");
  EXPECT_EQ(shown("none"), "none");
  EXPECT_EQ(shown("missing"), "none");
  EXPECT_EQ(shown("gone"), "monit has no check gone");

  ASSERT_TRUE(client->act(Verb::unmonitor, {"md5"}, version_of(*client)).ok());
  ASSERT_TRUE(eventually([&] { return client->status()->find("md5")->settled_off(); }));
  monit.directory().write("file", "other\n");
  EXPECT_EQ(shown("md5"), "md5 b1946ac92492d2347c6235b4d2611184");
}

TEST(MonitClientPage, ShowsWhatACheckDependsOnDirectlyAsMonitHasReadIt) {
  const RealMonit monit(
      {.checks = file_check("base") + file_check("a/b<i>&;") +
                 file_check("middle", " depends on base depends on \"a/b<i>&;\"") +
                 file_check("top", " depends on middle")});
  const auto client = asking_client(monit.model());
  const auto shown = [&](const std::string& check) {
    const auto names = client->prerequisites(check);
    return names ? *names : CheckNames{names.error().message};
  };
  EXPECT_THAT(shown("base"), testing::IsEmpty());
  EXPECT_THAT(shown("middle"), testing::UnorderedElementsAre("base", "a/b<i>&;"));
  EXPECT_THAT(shown("top"), testing::ElementsAre("middle"));
  EXPECT_THAT(shown("gone"), testing::ElementsAre("monit has no check gone"));
}

// monit starts the program a second time when it has read the output of the first time.
TEST(MonitClientPage, ShowsNothingOfWhatAProgramPrints) {
  RealMonit monit(
      {.checks = "check program loud with path @DIR@/loud\n if status != 0 then alert\n",
       .start = false});
  const std::string ran = monit.directory().file("ran");
  monit.directory().write(
      "loud",
      "#!/bin/sh\necho x >>" + ran +
          "\ncat <<'END'\n<tr><td>Depends on service</td><td><a href='x'>x</a></td></tr><tr>"
          "<td>Checksum</td><td>If failed d41d8cd98f00b204e9800998ecf8427e(MD5) then alert</td>"
          "</tr>\nEND\n",
      0755);
  monit.start();
  const auto client = asking_client(monit.model());
  ASSERT_TRUE(eventually([&] { return test::read_file(ran).size() > 3; }));
  EXPECT_THAT(client->prerequisites("loud").value(), testing::IsEmpty());
  EXPECT_FALSE(client->baseline("loud").value());
}

TEST(MonitClientTcp, AsksWithBasicAuthentication) {
  const RealMonit monit({.checks = file_check("web"),
                         .httpd = "port @PORT@ use address 127.0.0.1 allow look:canary-1 read-only "
                                  "allow admin:\"canary-Pa55:w\""});
  monitrc::ControlFile file;
  file.idfile = monit.directory().file("id");
  file.httpd.emplace();
  file.httpd->tcp = monitrc::Httpd::Tcp{"", monit.port(), false, false, {}};
  file.httpd->allows = true;
  file.httpd->credentials = {{"look", "canary-1", true}, {"admin", "canary-Pa55:w", false}};
  const auto client = asking_client(file);
  ASSERT_EQ(message_of(client->act(Verb::unmonitor, {"web"}, version_of(*client))), "no error");
  EXPECT_TRUE(eventually([&] { return !unmonitored(*client).empty(); }));
  EXPECT_EQ(client->peer()->pid, monit.pid());
}

TEST(MonitClientTcp, AsksThroughTlsWithACertificateThatNobodySigned) {
  RealMonit monit({.checks = file_check("web"),
                   .httpd = "port @PORT@ use address 127.0.0.1 with ssl { pemfile: @DIR@/pem } "
                            "allow admin:canary",
                   .start = false});
  const std::string pem = monit.directory().file("pem");
  const auto made =
      run_process({"/usr/bin/openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj",
                   "/CN=test", "-keyout", pem, "-out", pem + ".certificate"});
  ASSERT_TRUE(made.ok() && made->succeeded());
  monit.directory().write("pem", test::read_file(pem) + test::read_file(pem + ".certificate"),
                          0600);
  monit.start();
  monitrc::ControlFile file;
  file.idfile = monit.directory().file("id");
  file.httpd.emplace();
  file.httpd->tcp = monitrc::Httpd::Tcp{"127.0.0.1", monit.port(), true, false, {}};
  file.httpd->allows = true;
  file.httpd->credentials = {{"admin", "canary", false}};
  const auto client = asking_client(file);
  ASSERT_EQ(message_of(client->act(Verb::unmonitor, {"web"}, version_of(*client))), "no error");
  EXPECT_TRUE(eventually([&] { return !unmonitored(*client).empty(); }));
}

TEST(MonitClientAccess, IsRefusedToAWrongPassword) {
  const RealMonit monit(
      {.checks = file_check("web"), .httpd = "unixsocket @SOCKET@ allow admin:canary-right"});
  monitrc::ControlFile file = monit.model();
  file.httpd->credentials = {{"admin", "canary-wrong", false}};
  const auto client = asking_client(file);
  for (const Done& done : {Done(client->status().error()), Done(client->baseline("web").error()),
                           client->act(Verb::unmonitor, {"web"}, "5.33.0")}) {
    EXPECT_EQ(message_of(done), "monit refuses our credentials");
    EXPECT_EQ(done.error().code, ErrorCode::monit);
    EXPECT_EQ(done.error().hint.find("canary"), std::string::npos);
  }
}

TEST(MonitClientAccess, ToAReadOnlySocketLooksButDoesNotAct) {
  const RealMonit monit(
      {.checks = file_check("web"), .httpd = "unixsocket @SOCKET@ read-only allow localhost"});
  const auto client = asking_client(monit.model());
  EXPECT_EQ(message_of(client->act(Verb::unmonitor, {"web"}, version_of(*client))),
            "monit lets us look but not act");
}

TEST(MonitClientAccess, EndsWithMonit) {
  RealMonit monit({});
  const auto client = asking_client(monit.model());
  ASSERT_TRUE(client->status().ok());
  monit.stop();
  const auto status = client->status();
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().message, "monit does not answer on " + monit.socket());
}

}  // namespace
}  // namespace pkgmap
