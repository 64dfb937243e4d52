// An audit for the tests of renderers: four checks, a package and two findings.
#pragma once

#include "engine/queries/audit.hpp"
#include "tests/cli/render/explanation.hpp"

namespace pkgmap::test {

inline constexpr const char* kAuditedHost =
    R"(check process mysqld with pidfile /run/mysqld/mysqld.pid
  depends on mysql_bin
check file mysql_bin with path /usr/sbin/mysqld
  if failed checksum then alert
check file a_name_longer_than_its_column with path /etc/hosts
)";

inline Audit audited() {
  const auto from =
      explained(kAuditedHost, {{"mysql-server", {"/usr/sbin/mysqld", "/run/mysqld/mysqld.pid"}}});
  Audit audit;
  audit.parsed = parsed(kAuditedHost);
  audit.facts = from->facts;
  for (std::size_t i = 0; i < audit.facts.checks.size(); ++i) {
    audit.facts.checks[i].check = &audit.check(i);
  }
  audit.belongings = rules::belongings(audit.facts, {{0}, {0}, {}, {}}, {});
  audit.states.resize(4);
  audit.states[0].watch = rules::Watch::failing;
  audit.states[1].watch = rules::Watch::monitored;
  audit.states[1].content = rules::PackagedContent::changed;
  audit.findings = {
      {rules::FindingKind::drift, "mysql_bin",
       "/usr/sbin/mysqld differs from what mysql-server-1-1.x86_64 shipped", "/etc/monitrc", 3},
      {rules::FindingKind::unowned, "x", "no evidence ties it to a package", "/f", 5}};
  return audit;
}

}  // namespace pkgmap::test
