// What a merge takes from the audits of hosts, and what is wrong with a broken one.
#include "parsers/audit/audit_reader.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

constexpr const char* kAudit = R"({
  "schema": 1,
  "host": "web1",
  "monit_version": "5.33.0",
  "checks": [
    {"name": "nginx", "state": "monitored", "session": null, "packages": ["nginx", "nginx-core"],
     "evidence": [{"package": "nginx-core-1.2-1.el9.x86_64", "detail": "x"}]},
    {"name": "db", "state": "off", "session": "leftover", "packages": [], "evidence": []}
  ],
  "findings": [
    {"id": "drift", "check": "nginx", "detail": "differs", "file": "/etc/monitrc", "line": 3},
    {"id": "unwatched", "check": null, "detail": "y", "file": "/usr/lib/x.service", "line": 1}
  ]
}
)";

constexpr const char* kLines =
    R"({"format":"monit-pkgmap-ndjson","version":1,"command":"audit"}
{"kind":"checks","value":{"name":"a","state":"monitored","packages":["p"],"evidence":[]}}
{"kind":"findings","value":{"id":"stale","check":"a","file":"/f"}}
{"kind":"end","totals":{"checks":1,"findings":1},"answer":{"schema":1,"host":"db1","monit_version":null}}
)";

std::vector<AuditItem> items_in(const std::string& text) {
  std::size_t at = 0;
  AuditReader reader([&](char* to, std::size_t room) {
    const std::size_t size = std::min(room, text.size() - at);
    text.copy(to, size, at);
    at += size;
    return size;
  });
  std::vector<AuditItem> items;
  while (auto item = reader.next()) items.push_back(std::move(*item));
  return items;
}

// "web1" for a host, "LINE:COLUMN: WHY" for a fault.
std::vector<std::string> told(const std::string& text) {
  std::vector<std::string> all;
  for (const AuditItem& item : items_in(text)) {
    if (const auto* const host = std::get_if<AuditedHost>(&item)) {
      all.push_back(host->name);
      continue;
    }
    const JsonFault& fault = std::get<JsonFault>(item);
    all.push_back(std::to_string(fault.line) + ":" + std::to_string(fault.column) + ": " +
                  fault.what);
  }
  return all;
}

AuditedHost host_in(const std::string& text) {
  const auto items = items_in(text);
  EXPECT_EQ(items.size(), 1U);
  const auto* const host = items.empty() ? nullptr : std::get_if<AuditedHost>(&items.front());
  EXPECT_NE(host, nullptr);
  return host == nullptr ? AuditedHost{} : *host;
}

TEST(AuditReader, TakesNamesStatesAndFindings) {
  const AuditedHost host = host_in(kAudit);
  EXPECT_EQ(host.name, "web1");
  ASSERT_EQ(host.checks.size(), 2U);
  EXPECT_EQ(host.checks[0].package, "nginx");
  EXPECT_EQ(host.checks[0].session, "");
  EXPECT_EQ(host.checks[1].state, "off");
  EXPECT_EQ(host.checks[1].session, "leftover");
  ASSERT_EQ(host.findings.size(), 2U);
  EXPECT_EQ(host.findings[0].check, "nginx");
  EXPECT_EQ(host.findings[1].check, "");
  EXPECT_EQ(host.findings[1].file, "/usr/lib/x.service");
  EXPECT_THAT(host.packages, ElementsAre("nginx", "nginx-core"));
  EXPECT_THAT(host.builds, ElementsAre("nginx-core-1.2-1.el9.x86_64"));
  EXPECT_THAT(host.monits, ElementsAre("5.33.0"));
  EXPECT_EQ(host.silent, 0U);
}

TEST(AuditReader, ReadsTheLinesOfTheSameAnswer) {
  const AuditedHost host = host_in(kLines);
  EXPECT_EQ(host.name, "db1");
  ASSERT_EQ(host.checks.size(), 1U);
  EXPECT_EQ(host.checks[0].package, "p");
  ASSERT_EQ(host.findings.size(), 1U);
  EXPECT_EQ(host.silent, 1U);
}

TEST(AuditReader, CountsTheMonitsOfAHost) {
  const std::string further =
      R"(, "other_monits": [{"schema": 1, "host": "web1", "monit_version": "5.25.1",
          "checks": [{"name": "z", "state": "monitored"}], "findings": []},
         {"schema": 1, "error": {"code": 4, "message": "no answer"}, "monit": "/x"}]})";
  std::string text = kAudit;
  text.replace(text.rfind('}'), std::string::npos, further);
  const AuditedHost host = host_in(text);
  EXPECT_THAT(host.monits, ElementsAre("5.25.1", "5.33.0"));
  EXPECT_EQ(host.silent, 1U);
  EXPECT_EQ(host.checks.size(), 3U);
}

TEST(AuditReader, TakesAnAuditOfAVersionThatNamedNoHost) {
  const AuditedHost host =
      host_in(R"({"findings": [], "checks": [{"name": "a", "state": "monitored"}], "schema": 1})");
  EXPECT_EQ(host.name, "");
  EXPECT_EQ(host.silent, 0U);
  EXPECT_EQ(host_in(R"({"schema": 1, "checks": [], "findings": []})").silent, 1U);
}

TEST(AuditReader, ReadsOneAnswerAfterAnother) {
  const std::string both = std::string(kAudit) + kLines;
  EXPECT_THAT(told(both + both), ElementsAre("web1", "db1", "web1", "db1"));
  EXPECT_THAT(told(""), IsEmpty());
}

TEST(AuditReader, LosesABrokenAnswerAndNoOtherOne) {
  const std::string broken = "{\n  \"schema\": 1,\n  \"checks\": [{\"name\": }]\n}\n";
  EXPECT_THAT(
      told(kAudit + broken + kLines + kAudit),
      ElementsAre("web1", StartsWith("17:23: syntax error while parsing value - "), "db1", "web1"));
}

TEST(AuditReader, NamesLinesThatWereCutOff) {
  std::string cut = kLines;
  cut.erase(cut.find("{\"kind\":\"end\""));
  EXPECT_THAT(told(cut), ElementsAre("3:67: the lines of an answer end before their last one"));
  EXPECT_THAT(told(cut + kLines),
              ElementsAre("4:62: the lines of an answer end before their last one", "db1"));
  const auto mixed = items_in(cut + kAudit);
  ASSERT_EQ(mixed.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<JsonFault>(mixed[0]));
  EXPECT_EQ(std::get<AuditedHost>(mixed[1]).checks.size(), 2U);
}

TEST(AuditReader, SaysWhatIsNoAudit) {
  EXPECT_THAT(told("[]"), ElementsAre("1:1: no answer of audit: it is a list"));
  EXPECT_THAT(told("7"), ElementsAre(StartsWith("1:1: no answer of audit")));
  EXPECT_THAT(told(R"({"schema": 1, "sessions": []})"),
              ElementsAre("1:29: no answer of audit --json"));
  EXPECT_THAT(told(R"({"format": "monit-pkgmap-plan", "version": 1})"),
              ElementsAre("1:45: no answer of audit: its `format` is 'monit-pkgmap-plan'"));
  EXPECT_THAT(told(R"({"format":"monit-pkgmap-ndjson","version":1,"command":"verify"})"),
              ElementsAre("1:63: no answer of audit, but of 'verify'"));
  EXPECT_THAT(told(R"({"schema": 2, "checks": [], "findings": []})"),
              ElementsAre("1:13: its `schema` is not 1, which this version of the program reads"));
  EXPECT_THAT(told(R"({"schema": 1, "checks": {}})"), ElementsAre("1:25: `checks` is no list"));
  EXPECT_THAT(told(R"({"checks": [{"name": "a"}]})"),
              ElementsAre("1:25: `checks` has a check without a name or a state"));
}

TEST(AuditReader, SaysWhyAHostHasNoAudit) {
  EXPECT_THAT(told(R"({"schema": 1, "error": {"code": 3, "message": "cannot read /etc/monitrc"}})"),
              ElementsAre("1:74: the audit of this host failed: cannot read /etc/monitrc"));
}

TEST(AuditReader, BoundsTheAuditOfOneHost) {
  std::string many = R"({"schema": 1, "findings": [], "checks": [{"name": "a", "state": "off"})";
  for (int i = 0; i < 100000; ++i) many += ",\n{\"name\": \"a\", \"state\": \"off\"}";
  EXPECT_THAT(told(many + "]}"), ElementsAre("100001:1: has more than 100,000 checks"));
  std::string names = R"({"schema": 1, "checks": [], "findings": [{"id": "off"})";
  const std::string name(1000000, 'x');
  for (int i = 0; i < 40; ++i) names += ",\n{\"id\": \"off\", \"check\": \"" + name + "\"}";
  EXPECT_THAT(told(names + "]}"), ElementsAre("35:1000025: has more than 32 MiB of names"));
}

}  // namespace
}  // namespace pkgmap
