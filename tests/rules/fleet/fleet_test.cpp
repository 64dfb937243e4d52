// What many hosts have in common, and what differs.
#include "rules/fleet/fleet.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap::rules {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

AuditedHost host(const std::string& name, const std::string& build = "nginx-1.2-1.el9.x86_64") {
  AuditedHost host;
  host.name = name;
  host.checks = {{"nginx", "nginx", "monitored", ""}, {"swap", "", "off", "leftover"}};
  host.packages = {"nginx"};
  host.builds = {build, "other-1-1.noarch"};
  host.monits = {"5.33.0"};
  return host;
}

void add(Fleet& fleet, const AuditedHost& audited) {
  fleet.add(audited, "/srv/" + audited.name + ".json", "nameless");
}

TEST(Fleet, CountsTheChecksOfAHost) {
  Fleet fleet;
  AuditedHost one = host("web1");
  one.checks.push_back({"x", "", "failing", "suspended"});
  one.silent = 2;
  add(fleet, one);
  const FleetHost& row = fleet.hosts().front();
  EXPECT_EQ(row.checks, 3U);
  EXPECT_EQ(row.off, 1U);
  EXPECT_EQ(row.failing, 1U);
  EXPECT_EQ(row.suspended, 1U);
  EXPECT_EQ(row.leftover, 1U);
  EXPECT_EQ(row.silent_monits, 2U);
}

TEST(Fleet, GroupsFindingsByKindPackageAndCheck) {
  Fleet fleet;
  for (const char* name : {"web1", "web2", "web3", "web4"}) {
    AuditedHost one = host(name);
    one.findings = {{"drift", "nginx", "/etc/monitrc"},
                    {"unowned", "swap", "/etc/monitrc"},
                    {"unwatched", "", "/usr/lib/x.service"}};
    if (one.name == "web4") one.findings.erase(one.findings.begin());
    add(fleet, one);
  }
  const auto groups = fleet.groups(10);
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].id, "unwatched");
  EXPECT_EQ(groups[0].check, "");
  EXPECT_EQ(groups[0].file, "/usr/lib/x.service");
  EXPECT_EQ(groups[0].share.hosts, 4U);
  EXPECT_THAT(groups[0].share.first, ElementsAre("web1", "web2", "web3"));
  EXPECT_EQ(groups[1].id, "drift");
  EXPECT_EQ(groups[1].package, "nginx");
  EXPECT_EQ(groups[1].check, "nginx");
  EXPECT_EQ(groups[1].file, "");
  EXPECT_EQ(fleet.hosts()[0].findings(), 2U);
  EXPECT_EQ(fleet.hosts()[0].count(FindingKind::unowned), 1U);
}

TEST(Fleet, CountsAFindingThatOnlyANewerVersionKnows) {
  Fleet fleet;
  AuditedHost one = host("web1");
  one.findings = {{"sleepy", "nginx", "/etc/monitrc"}};
  add(fleet, one);
  EXPECT_EQ(fleet.hosts()[0].by_kind[kFindingKinds], 1U);
  EXPECT_EQ(fleet.groups(10)[0].id, "sleepy");
}

TEST(Fleet, TellsVersionsApartOnlyOfPackagesThatHaveChecks) {
  Fleet fleet;
  add(fleet, host("web1"));
  add(fleet, host("web2", "nginx-1:1.3-1.el9.x86_64"));
  add(fleet, host("web3", "nginx-1:1.3-1.el9.i686"));
  add(fleet, host("web4", "nginx:amd64=1.4-2"));
  AuditedHost other = host("web5");
  other.builds.insert("other-2-1.noarch");
  add(fleet, other);
  const auto differing = fleet.differing(10);
  ASSERT_EQ(differing.size(), 1U);
  EXPECT_EQ(differing[0].name, "nginx");
  std::vector<std::string> versions;
  for (const FleetVersion& one : differing[0].versions) versions.push_back(one.version);
  EXPECT_THAT(versions, ElementsAre("1.2-1.el9", "1:1.3-1.el9", "1.4-2"));
  EXPECT_EQ(differing[0].versions[1].share.hosts, 2U);
}

TEST(Fleet, HasNoDifferenceAmongHostsThatAreAlike) {
  Fleet fleet;
  add(fleet, host("web1"));
  add(fleet, host("web2"));
  EXPECT_THAT(fleet.differing(10), IsEmpty());
  EXPECT_EQ(fleet.monit_versions().versions.size(), 1U);
  EXPECT_EQ(fleet.monit_versions().versions[0].share.hosts, 2U);
}

TEST(Fleet, TellsHostsOfOneNameApart) {
  Fleet fleet;
  fleet.add(host("localhost"), "a.json", "a");
  fleet.add(host("localhost"), "b.json", "b");
  fleet.add(host(""), "c.json", "c");
  fleet.add(host(std::string(300, 'x')), "d.json", "d");
  std::vector<std::string> names;
  for (const FleetHost& one : fleet.hosts()) names.push_back(one.name);
  EXPECT_THAT(names, ElementsAre("localhost", "localhost (b.json)", "c", "d"));
  EXPECT_EQ(fleet.repeated(), 1U);
}

}  // namespace
}  // namespace pkgmap::rules
