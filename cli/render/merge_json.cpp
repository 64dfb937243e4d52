#include <algorithm>
#include <utility>

#include "cli/render/merge.hpp"

namespace pkgmap::cli {
namespace {

// More are of no use to anybody, and would not fit into memory.
constexpr std::size_t kGroupsInJson = 10000;
constexpr std::size_t kPackagesInJson = 10000;

Json share_json(const rules::FleetShare& share, Json json = Json::object()) {
  return json.set("hosts", static_cast<std::int64_t>(share.hosts))
      .set("first", Json::array_of(share.first));
}

Json group_json(const rules::FleetGroup& group) {
  return share_json(group.share, Json::object()
                                     .set("id", group.id)
                                     .set_bytes_or_null("package", group.package)
                                     .set_bytes_or_null("check", group.check)
                                     .set_bytes_or_null("file", group.file)
                                     .set("times", group.times));
}

Json versions_json(const rules::FleetVersions& all) {
  Json list = Json::array();
  for (const rules::FleetVersion& one : all.versions) {
    list.push(share_json(one.share, Json::object().set("version", one.version)));
  }
  return list;
}

Json summary_json(const MergedAudits& merged) {
  std::uint64_t checks = 0;
  std::uint64_t findings = 0;
  for (const rules::FleetHost& host : merged.fleet.hosts()) {
    checks += host.checks;
    findings += host.findings();
  }
  Json json = Json::object()
                  .set("hosts", static_cast<std::int64_t>(merged.fleet.hosts().size()))
                  .set("repeated", static_cast<std::int64_t>(merged.fleet.repeated()))
                  .set("missing", static_cast<std::int64_t>(merged.missing_count))
                  .set("checks", checks)
                  .set("findings", findings);
  for (const HostConcern& concern : kConcerns) {
    json.set(concern.id, share_json(hosts_with(concern, merged.fleet)));
  }
  return json;
}

Json missing_json(const MissingAudit& missing) {
  return Json::object()
      .set_bytes("file", missing.file)
      .set("line", static_cast<std::int64_t>(missing.line))
      .set("column", static_cast<std::int64_t>(missing.column))
      .set("message", missing.why);
}

Json host_json(const rules::FleetHost& host) {
  Json findings = Json::object();
  for (std::size_t i = 0; i < host.by_kind.size(); ++i) {
    if (host.by_kind[i] > 0) {
      findings.set(finding_id(i), static_cast<std::int64_t>(host.by_kind[i]));
    }
  }
  return Json::object()
      .set_bytes("host", host.name)
      .set_bytes("file", host.source)
      .set("monits", Json::array_of(host.monits))
      .set("silent_monits", static_cast<std::int64_t>(host.silent_monits))
      .set("checks", static_cast<std::int64_t>(host.checks))
      .set("off", static_cast<std::int64_t>(host.off))
      .set("failing", static_cast<std::int64_t>(host.failing))
      .set("suspended", static_cast<std::int64_t>(host.suspended))
      .set("leftover", static_cast<std::int64_t>(host.leftover))
      .set("findings", std::move(findings));
}

}  // namespace

Json merge_json(const MergedAudits& merged) {
  const rules::Fleet& fleet = merged.fleet;
  const auto groups = fleet.groups(kGroupsInJson);
  Json group_list = Json::array();
  for (const rules::FleetGroup& group : groups) group_list.push(group_json(group));
  Json packages = Json::array();
  for (const rules::FleetVersions& package : fleet.differing(kPackagesInJson)) {
    packages.push(Json::object().set("name", package.name).set("versions", versions_json(package)));
  }
  Json missing = Json::array();
  for (const MissingAudit& one : merged.missing) missing.push(missing_json(one));
  return Json::object()
      .set("schema", 1)
      .set("summary", summary_json(merged))
      .set("groups", std::move(group_list))
      .set("groups_left_out", static_cast<std::int64_t>(fleet.group_count() - groups.size()))
      .set("findings_left_out", fleet.ungrouped())
      .set("monit_versions", versions_json(fleet.monit_versions()))
      .set("packages", std::move(packages))
      .set("missing", std::move(missing))
      .set("hosts", Json::array());
}

LongList hosts_json(const rules::Fleet& fleet) {
  return {"hosts", fleet.hosts().size(),
          [&fleet](std::size_t number) { return host_json(fleet.hosts()[number]); }};
}

}  // namespace pkgmap::cli
