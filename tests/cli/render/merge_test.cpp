// Tests what `audit --merge` prints: text, JSON and the page.
#include "cli/render/merge.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/render/page/pages.hpp"

namespace pkgmap::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

AuditedHost host(const std::string& name, const std::string& version) {
  AuditedHost host;
  host.name = name;
  host.checks = {{"nginx", "nginx", "monitored", ""}, {"swap", "", "monitored", ""}};
  host.packages = {"nginx"};
  host.builds = {"nginx-" + version + "-1.el9.x86_64"};
  host.monits = {"5.33.0"};
  return host;
}

MergedAudits merged() {
  MergedAudits merged;
  const auto add = [&](const AuditedHost& one) {
    merged.fleet.add(one, one.name + ".json", one.name);
  };
  for (const char* name : {"web1", "web2", "web3", "web4"}) {
    AuditedHost one = host(name, "1.2");
    one.findings = {{"stale", "swap", "/etc/monitrc"}, {"unowned", "swap", "/etc/monitrc"}};
    add(one);
  }
  AuditedHost drifting = host("web5", "1.3");
  drifting.findings = {{"drift", "nginx", "/etc/monitrc"}};
  drifting.checks[1].session = "leftover";
  add(drifting);
  AuditedHost silent = host("db1", "1.2");
  silent.monits.clear();
  silent.silent = 1;
  add(silent);
  merged.missing = {{"db2.json", 3, 7, "unexpected end of input"}};
  merged.missing_count = 1;
  return merged;
}

TEST(MergeText, IsOneScreenOfWhatToLookAt) {
  EXPECT_EQ(merge_text(merged(), {}),
            R"(6 hosts with 12 checks; 5 findings on 5 hosts. 1 audit is missing.

Hosts
    1  monit does not answer        db1
    1  leftover checks              web5
    1  drift                        web5

Findings by number of hosts
    4  stale          -                swap               web1, web2 and 2 more
    1  drift          nginx            nginx              web5

Findings of hosts, the worst host first
    1  web5: 1 drift, leftover checks
    0  db1: monit does not answer
    1  web1: 1 stale
    1  web2: 1 stale
    1  web3: 1 stale
    1  web4: 1 stale

Versions that differ
  nginx              1.2-1.el9 on 5 hosts; 1.3-1.el9 on 1 host (web5)
)");
}

TEST(MergeText, HasTenLinesOfEachTable) {
  MergedAudits many;
  for (int i = 0; i < 200; ++i) {
    const std::string number = std::to_string(i);
    AuditedHost one = host("web" + number, number);
    one.findings = {{"stale", "of " + number, "/etc/monitrc"}};
    many.fleet.add(one, "x", "x");
  }
  const std::string text = merge_text(many, {});
  EXPECT_LT(std::count(text.begin(), text.end(), '\n'), 45);
  EXPECT_THAT(text, HasSubstr("and 190 more, which --json has"));
}

TEST(MergeText, ColoursOnlyWhatAWordSaysToo) {
  Style style;
  style.color = true;
  std::string text = merge_text(merged(), style);
  EXPECT_THAT(text, HasSubstr("\x1b["));
  for (std::size_t at = text.find('\x1b'); at != std::string::npos; at = text.find('\x1b')) {
    text.erase(at, text.find('m', at) + 1 - at);
  }
  EXPECT_EQ(text, merge_text(merged(), {}));
}

TEST(MergeText, SaysThatHostsHaveOneName) {
  MergedAudits twice;
  twice.fleet.add(host("localhost", "1"), "a.json", "a");
  twice.fleet.add(host("localhost", "1"), "b.json", "b");
  EXPECT_THAT(merge_text(twice, {}), HasSubstr("1 audit of a host whose name\nanother has."));
}

TEST(MergeJson, HasEveryHostGroupVersionAndMissingAudit) {
  const MergedAudits all = merged();
  const Json json = merge_json(all);
  EXPECT_EQ(json["summary"]["hosts"].integer(), 6);
  EXPECT_EQ(json["summary"]["missing"].integer(), 1);
  EXPECT_EQ(json["summary"]["leftover"]["first"].dump(-1), R"(["web5"])");
  EXPECT_EQ(json["groups"].items().size(), 2U);
  EXPECT_EQ(json["groups"].items()[0]["package"].dump(), "null");
  EXPECT_EQ(json["packages"].items()[0]["name"].string(), "nginx");
  EXPECT_EQ(json["missing"].items()[0]["line"].integer(), 3);
  const LongList hosts = hosts_json(all.fleet);
  ASSERT_EQ(hosts.size, 6U);
  EXPECT_EQ(hosts.element(0)["findings"].dump(-1), R"({"stale":1,"unowned":1})");
  EXPECT_EQ(hosts.element(5)["silent_monits"].integer(), 1);
}

TEST(MergePage, ShowsTheSameAndNoMarkupOfHostileNames) {
  MergedAudits all = merged();
  AuditedHost hostile = host("<script>alert(1)</script>", "\"><img src=x>");
  hostile.findings = {{"drift", "</td><b>", "<i>"}, {"<u>", "", "'\"><s>"}};
  hostile.monits = {"<em>"};
  all.fleet.add(hostile, "<q>", "x");
  all.missing.push_back({"<a href=x>", 1, 1, "<q>"});
  const std::string page = merge_page(all, {"7 hosts", "", 1'700'000'000});
  for (const char* const markup :
       {"<script>alert", "<img", "<b>", "<i>", "<u>", "<s>", "<em>", "<a href=x", "<q>"}) {
    EXPECT_THAT(page, Not(HasSubstr(markup)));
  }
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;"));
  EXPECT_THAT(page, HasSubstr("Audit of <bdi>7 hosts</bdi>"));
  EXPECT_THAT(page, Not(HasSubstr("for the monit with")));
}

TEST(MergePage, IsBoundedForTenThousandHosts) {
  MergedAudits many;
  for (int i = 0; i < 10000; ++i) {
    const std::string number = std::to_string(i);
    AuditedHost one = host("web" + number + ".example", number);
    for (int j = 0; j < 5; ++j) {
      one.findings.push_back({"stale", "check " + number + std::to_string(j), "/etc/monitrc"});
    }
    many.fleet.add(one, "x", "x");
  }
  const std::string page = merge_page(many, {"10000 hosts", "", 1'700'000'000});
  EXPECT_LT(page.size(), 2U << 20U);
  EXPECT_THAT(page, HasSubstr("8000 more hosts with less to look at, which --json has."));
  EXPECT_THAT(page, HasSubstr("49000 more groups of findings, which --json has."));
}

}  // namespace
}  // namespace pkgmap::cli
