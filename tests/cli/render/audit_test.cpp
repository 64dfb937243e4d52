// Tests the table and the findings of `audit`, and the graph of `explain`.
#include "cli/render/audit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/render/explain.hpp"
#include "tests/cli/render/audited.hpp"
#include "tests/cli/render/explanation.hpp"

namespace pkgmap::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

using pkgmap::test::audited;
using pkgmap::test::kAuditedHost;

TEST(AuditText, IsATableWithTheFindingsBelow) {
  EXPECT_EQ(audit_text(audited(), {}),
            R"(4 checks in 1 file; 2 belong to 1 package, 2 to no package. 1 finding.

CHECK          TYPE       STATE      PACKAGE         BECAUSE           CONTENT
mysqld         process    failing    mysql-server    pidfile-owner     -
mysql_bin      file       monitored  mysql-server    file-owner        CHANGED
a_name_longer_than_its_column
               file       unknown    -               -                 -
vm             system     unknown    -               -                 -

Findings
  drift          mysql_bin: /usr/sbin/mysqld differs from what
                 mysql-server-1-1.x86_64 shipped
                 /etc/monitrc:3
)");
}

TEST(AuditText, ShowsWhatARuleKeepsAndWhomItWouldBelongTo) {
  Audit audit = audited();
  for (rules::Belonging& belonging : audit.belongings) {
    for (rules::Evidence& evidence : belonging.evidence) evidence.overruled = true;
  }
  audit.belongings[1].kept = "the rule 'x' keeps it";
  const std::string text = audit_text(audit, {});
  EXPECT_THAT(text, HasSubstr("0 belong to 0 packages, 1 is kept by rules, 3 to no package."));
  EXPECT_THAT(text, HasSubstr("\nmysql_bin      file       monitored  mysql-server    "
                              "kept by a rule    CHANGED\n"));
  const Json check = audit_json(audit, "web1")["checks"].items()[1];
  EXPECT_EQ(*check["kept"].text(), "the rule 'x' keeps it");
  EXPECT_TRUE(check["packages"].items().empty());
}

TEST(AuditText, ColoursOnlyWhatAWordSaysToo) {
  Style style;
  style.color = true;
  std::string text = audit_text(audited(), style);
  EXPECT_THAT(text, HasSubstr("\x1b["));
  for (std::size_t at = text.find('\x1b'); at != std::string::npos; at = text.find('\x1b')) {
    text.erase(at, text.find('m', at) + 1 - at);
  }
  EXPECT_EQ(text, audit_text(audited(), {}));
}

TEST(AuditJson, HasEveryFindingAndTheEvidence) {
  const Json json = audit_json(audited(), "web1");
  EXPECT_EQ(json["checks"].items().size(), 4U);
  EXPECT_EQ(json["findings"].items().size(), 2U);
  EXPECT_THAT(json.dump(), HasSubstr("\"content\": \"changed\""));
  EXPECT_THAT(json.dump(), HasSubstr("\"state\": \"failing\""));
}

TEST(ExplainDot, DrawsPackagesReasonsChecksAndWhatDependsOnThem) {
  const auto explanation =
      pkgmap::test::explained(kAuditedHost, {{"mysql-server", {"/usr/sbin/mysqld"}}});
  EXPECT_EQ(explain_dot(*explanation), R"(digraph "monit-pkgmap" {
  rankdir=LR;
  p0 [shape=box, label="mysql-server-1-1.x86_64"];
  c0 [shape=ellipse, style=filled, label="mysqld\nsuspend"];
  c1 [shape=ellipse, style=filled, label="mysql_bin\nsuspend"];
  c1e0 [shape=plaintext, label="file-owner (exact)\n/usr/sbin/mysqld is mysql-server's"];
  p0 -> c1e0;
  c1e0 -> c1;
  c1 -> c0 [style=dashed, label="depends on", dir=back];
}
)");
}

TEST(ExplainDot, NamesCannotEndTheirQuotes) {
  const auto explanation = pkgmap::test::explained("check file a with path '/usr/sbin/a\"]b'\n",
                                                   {{"a", {"/usr/sbin/a\"]b"}}});
  EXPECT_THAT(explain_dot(*explanation), HasSubstr("\\n/usr/sbin/a\\\"]b is a's\"];\n"));
}

std::string many(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    text += "check file f" + std::to_string(i) + " with path /usr/sbin/" + std::to_string(i) + "\n";
  }
  return text;
}

TEST(ExplainText, SaysWhenATransactionSuspendsMostOfTheHost) {
  const std::vector<std::string> files = {"/usr/sbin/0", "/usr/sbin/1", "/usr/sbin/2",
                                          "/usr/sbin/3", "/usr/sbin/4"};
  const auto most = pkgmap::test::explained(many(6), {{"all", files}});
  EXPECT_THAT(explain_text(*most, {}, {}),
              HasSubstr("touches 5 of 7 checks. That is more than half of the checks:"));
  const auto some = pkgmap::test::explained(many(20), {{"all", files}});
  EXPECT_THAT(explain_text(*some, {}, {}), Not(HasSubstr("more than half")));
}

}  // namespace
}  // namespace pkgmap::cli
