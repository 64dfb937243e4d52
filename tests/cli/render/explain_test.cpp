#include "cli/render/explain.hpp"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parsers/source/printable.hpp"
#include "tests/cli/render/explanation.hpp"

namespace pkgmap::cli {
namespace {

using pkgmap::test::explained;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr const char* kMysql = R"(check process mysqld with pidfile /run/mysqld/mysqld.pid
  depends on mysql_bin
check file mysql_bin with path /usr/sbin/mysqld
  if failed checksum then alert
check file hosts with path /etc/hosts
)";
const std::vector<std::string> kFiles = {"/usr/sbin/mysqld", "/run/mysqld/mysqld.pid"};

TEST(ExplainText, SaysWhatIsSuspendedAndWhy) {
  const auto explanation = explained(kMysql, {{"mysql-server", kFiles}});
  EXPECT_EQ(explain_text(*explanation, {}, {}),
            R"(mysql-server-1-1.x86_64 touches 2 of 4 checks; 1 gets a new baseline if its
content changes (monit is then reloaded).

  suspend  mysqld          process   /etc/monitrc:1
             pidfile /run/mysqld/mysqld.pid is in its file list
                                                          pidfile-owner   exact
             depends on mysql_bin                         depends-on      exact
  suspend  mysql_bin       file      /etc/monitrc:3
             /usr/sbin/mysqld is mysql-server's           file-owner      exact
             new baseline for `failed checksum` (line 4)

  keep     2 checks        --check NAME tells why
)");
}

TEST(ExplainText, TellsOnRequestWhyACheckIsKept) {
  const auto explanation = explained(kMysql, {{"mysql-server", kFiles}});
  EXPECT_EQ(explain_text(*explanation, {"HOSTS"}, {}),
            R"(mysql-server-1-1.x86_64 touches 2 of 4 checks; 1 gets a new baseline if its
content changes (monit is then reloaded).

  suspend  mysqld          process   /etc/monitrc:1
             pidfile /run/mysqld/mysqld.pid is in its file list
                                                          pidfile-owner   exact
             depends on mysql_bin                         depends-on      exact
  suspend  mysql_bin       file      /etc/monitrc:3
             /usr/sbin/mysqld is mysql-server's           file-owner      exact
             new baseline for `failed checksum` (line 4)
  keep     hosts           file      /etc/monitrc:5
             no evidence ties it to the packages

  keep     1 check         --check NAME tells why
)");
}

TEST(ExplainText, SaysThatNoExecIsCarried) {
  const auto explanation =
      explained("check file bin path /usr/sbin/x\n if failed checksum then exec \"/bin/true\"\n",
                {{"x", {"/usr/sbin/x"}}});
  EXPECT_THAT(explain_text(*explanation, {}, {}),
              HasSubstr("             new baseline for `failed checksum` (line 2)\n"
                        "             an alarm that is carried over the reload only alerts: no "
                        "`exec`\n"));
}

TEST(ExplainText, SaysAtLeastIfNotAllIsKnown) {
  const auto explanation = explained(kMysql, {{"mysql-server", kFiles}});
  explanation->unknown = "what it brings is not known";
  EXPECT_THAT(explain_text(*explanation, {}, {}),
              StartsWith("mysql-server-1-1.x86_64 touches at least 2 of 4 checks; 1 gets a new "
                         "baseline if\nits content changes (monit is then reloaded). But what it "
                         "brings is not known.\n"));
  EXPECT_THAT(explain_json(*explanation).dump(), HasSubstr("\"at_least\": true"));
  const auto none = explained(kMysql, {{"bash", {"/bin/bash"}}});
  none->unknown = "what it brings is not known";
  EXPECT_THAT(explain_text(*none, {}, {}),
              StartsWith("bash-1-1.x86_64 touches none of 4 checks. But what it brings is not "
                         "known.\n"));
}

TEST(ExplainText, NamesWhatAlarmsOnceMoreInAReload) {
  const auto explanation = explained(
      "check file bin with path /usr/sbin/mysqld\n  if failed checksum then alert\n"
      "check file shop with path /srv/shop\n  if failed permission 644 then alert\n",
      {{"mysql-server", {"/usr/sbin/mysqld"}}});
  const std::string sentence = "it alarms once more about what fails now";
  EXPECT_EQ(explain_text(*explanation, {}, {}).find(sentence), std::string::npos);
  explanation->facts.checks[1].state = rules::Monitoring::monitored;
  explanation->facts.checks[1].errors = 0x20;
  EXPECT_NE(explain_text(*explanation, {}, {})
                .find("\nIf monit is reloaded, it alarms once more about what fails now: shop.\n"),
            std::string::npos);
}

TEST(ExplainText, SaysThatNothingIsTouched) {
  const auto explanation = explained(kMysql, {{"bash", {"/bin/bash"}}});
  EXPECT_EQ(explain_text(*explanation, {}, {}), R"(bash-1-1.x86_64 touches none of 4 checks.

  keep     4 checks        --check NAME tells why
)");
}

TEST(ExplainText, NamesAWordThatWasNoPackage) {
  auto explanation = explained(kMysql, {{"bash", {"/bin/bash"}}});
  explanation->interpretations = {"sh: no such package; the check 'sh' belongs to bash"};
  EXPECT_THAT(explain_text(*explanation, {}, {}),
              HasSubstr("sh: no such package; the check 'sh' belongs to bash:\nbash-1-1.x86_64 "));
}

TEST(ExplainText, ColoursOnlyWhatAWordSaysToo) {
  const auto explanation = explained(kMysql, {{"mysql-server", kFiles}});
  const std::string plain = explain_text(*explanation, {}, {false});
  std::string colored = explain_text(*explanation, {}, {true});
  EXPECT_NE(plain, colored);
  for (const char* mark : {"\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[33m", "\x1b[0m"}) {
    for (auto at = colored.find(mark); at != std::string::npos; at = colored.find(mark)) {
      colored.erase(at, std::string(mark).size());
    }
  }
  EXPECT_EQ(plain, colored);
}

TEST(ExplainText, FitsTheScreenWithUsualNames) {
  std::vector<std::pair<std::string, std::vector<std::string>>> packages;
  for (const char* name : {"mariadb-connector-c", "mysql-server", "systemd-libs", "openssh-server",
                           "postgresql-server"}) {
    packages.emplace_back(name, kFiles);
  }
  const auto explanation = explained(kMysql, packages);
  std::istringstream lines(explain_text(*explanation, {"hosts", "vm"}, {}));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(columns(line), 80U) << line;
}

TEST(ExplainText, ANameCannotForgeALine) {
  const auto explanation = explained("check file a path /x\n", {{"bash", {"/x"}}});
  explanation->parsed.control_file.checks[0].name = "a\x1b[2J\x9b\nsuspend b";
  explanation->facts.packages[0].nevra.release = "1\nx";
  explanation->plan.checks[0].evidence[0].claim = "/x\x1b]0;t\x07\ny is bash's";
  explanation->plan.checks[1].reason = "for\nno reason";
  explanation->interpretations = {"a\nb"};
  const std::string text = explain_text(*explanation, {"vm"}, {});
  EXPECT_EQ(text, printable_lines(text));
  EXPECT_THAT(text, HasSubstr("a?[2J??suspend b"));
  EXPECT_THAT(text, Not(HasSubstr("\ny")));
  EXPECT_THAT(text, Not(HasSubstr("\nx")));
  EXPECT_THAT(text, HasSubstr("for?no reason"));
  EXPECT_THAT(text, HasSubstr("a?b:\n"));
}

TEST(ExplainJson, HasTheNamesOfTheFormat) {
  const auto explanation = explained(kMysql, {{"mysql-server", kFiles}});
  EXPECT_EQ(explain_json(*explanation).dump(), R"({
  "schema": 1,
  "packages": [
    {
      "name": "mysql-server",
      "nevra": "mysql-server-1-1.x86_64",
      "installed": true
    }
  ],
  "states_known": false,
  "at_least": false,
  "reload": "if-changed",
  "alarms_again": [],
  "checks": [
    {
      "name": "mysqld",
      "monit": "/etc/monitrc",
      "type": "process",
      "decision": "suspend",
      "reason": "pidfile /run/mysqld/mysqld.pid is in its file list",
      "rebaseline": "no",
      "evidence": [
        {
          "kind": "pidfile-owner",
          "strength": "exact",
          "package": "mysql-server-1-1.x86_64",
          "detail": "pidfile /run/mysqld/mysqld.pid is in its file list"
        },
        {
          "kind": "depends-on",
          "strength": "exact",
          "package": "mysql-server-1-1.x86_64",
          "detail": "depends on mysql_bin"
        }
      ],
      "predictions": [],
      "dead_ends": []
    },
    {
      "name": "mysql_bin",
      "monit": "/etc/monitrc",
      "type": "file",
      "decision": "suspend",
      "reason": "/usr/sbin/mysqld is mysql-server's",
      "rebaseline": "if-changed",
      "evidence": [
        {
          "kind": "file-owner",
          "strength": "exact",
          "package": "mysql-server-1-1.x86_64",
          "detail": "/usr/sbin/mysqld is mysql-server's"
        }
      ],
      "predictions": [],
      "dead_ends": []
    },
    {
      "name": "hosts",
      "monit": "/etc/monitrc",
      "type": "file",
      "decision": "keep",
      "reason": "no evidence ties it to the packages",
      "rebaseline": "no",
      "evidence": [],
      "predictions": [],
      "dead_ends": []
    },
    {
      "name": "vm",
      "monit": "/etc/monitrc",
      "type": "system",
      "decision": "keep",
      "reason": "no evidence ties it to the packages",
      "rebaseline": "no",
      "evidence": [],
      "predictions": [],
      "dead_ends": []
    }
  ],
  "summary": {
    "checks": 4,
    "suspend": 2,
    "rebaseline": 1,
    "predicted_failures": 0,
    "predicted_events": 0
  }
})");
}

TEST(ExplainJson, KeepsTheExactBytesOfANameThatIsNotUtf8) {
  const auto explanation = explained("check file \"gr\xf6\" with path /x\n", {});
  const Json check = explain_json(*explanation)["checks"].items().front();
  EXPECT_EQ(check["name"].string_or(""), "gr\xf6");
  EXPECT_EQ(check["name_hex"].string_or(""), "6772f6");
}

}  // namespace
}  // namespace pkgmap::cli
