#include "rules/fleet/fleet.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "rules/nevra.hpp"

namespace pkgmap::rules {
namespace {

constexpr char kBetween = '\0';
constexpr std::size_t kLongestName = 255;

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string key;
  for (const std::string_view part : parts) key.append(part).append(1, kBetween);
  return key;
}

// No part has a zero byte but one that a hostile file made, whose rest then is in the next part.
std::vector<std::string> parts_of(const std::string& key, std::size_t count) {
  std::vector<std::string> parts;
  std::size_t at = 0;
  while (parts.size() < count) {
    const std::size_t end = std::min(key.find(kBetween, at), key.size());
    parts.push_back(key.substr(at, end - at));
    at = std::min(end + 1, key.size());
  }
  return parts;
}

// Of a build of rpm without its architecture, since a host may have a package for two.
std::string version_in(std::string_view build, std::string_view name) {
  if (system_in(build) == PackageSystem::dpkg)
    return std::string(build.substr(build.find('=') + 1));
  if (build.size() <= name.size()) return {};
  std::string_view version = build.substr(name.size() + 1);
  return std::string(version.substr(0, version.rfind('.')));
}

std::unordered_map<std::string_view, std::string_view> packages_of_checks(
    const AuditedHost& audited) {
  std::unordered_map<std::string_view, std::string_view> packages;
  for (const AuditedCheck& check : audited.checks) packages.emplace(check.name, check.package);
  return packages;
}

void count_checks(const AuditedHost& audited, FleetHost& host) {
  host.checks = static_cast<std::uint32_t>(audited.checks.size());
  for (const AuditedCheck& check : audited.checks) {
    if (check.state == name_of(Watch::off)) ++host.off;
    if (check.state == name_of(Watch::failing)) ++host.failing;
    if (check.session == "suspended") ++host.suspended;
    if (check.session == "leftover") ++host.leftover;
  }
}

}  // namespace

std::uint32_t FleetHost::findings() const {
  return std::accumulate(by_kind.begin(), by_kind.end(), 0U) - count(FindingKind::unowned);
}

void Fleet::add(const AuditedHost& audited, const std::string& source,
                const std::string& otherwise) {
  FleetHost host;
  const bool has_name = !audited.name.empty() && audited.name.size() <= kLongestName;
  host.name = unique_name(has_name ? audited.name : otherwise, source);
  host.source = source;
  host.silent_monits = static_cast<std::uint32_t>(audited.silent);
  for (const std::string& version : audited.monits) {
    host.monits.push_back(version.substr(0, kLongestName));
    monits_.add(host.monits.back(), number());
  }
  count_checks(audited, host);
  add_findings(audited, host);
  add_builds(audited);
  hosts_.push_back(std::move(host));
}

std::string Fleet::unique_name(const std::string& name, const std::string& source) {
  if (names_.insert(name).second) return name;
  ++repeated_;
  return name + " (" + source + ")";
}

void Fleet::add_findings(const AuditedHost& audited, FleetHost& host) {
  const auto packages = packages_of_checks(audited);
  for (const AuditedFinding& finding : audited.findings) {
    const auto kind = finding_called(finding.id);
    ++host.by_kind[kind ? static_cast<std::size_t>(*kind) : kFindingKinds];
    if (kind == FindingKind::unowned) continue;
    const auto package = packages.find(finding.check);
    groups_.add(
        joined({finding.id, package == packages.end() ? std::string_view() : package->second,
                finding.check, finding.check.empty() ? finding.file : std::string()}),
        number());
  }
}

void Fleet::add_builds(const AuditedHost& audited) {
  for (const std::string& build : audited.builds) {
    const std::string name(name_in(build));
    if (!audited.packages.contains(name)) continue;
    builds_.add(joined({name, version_in(build, name)}), number());
  }
}

FleetShare Fleet::share_of(const Tally::Count& count) const {
  FleetShare share{count.hosts, {}};
  for (std::size_t i = 0; i < std::min<std::size_t>(count.hosts, count.first.size()); ++i) {
    share.first.push_back(hosts_[count.first[i]].name);
  }
  return share;
}

std::vector<FleetGroup> Fleet::groups(std::size_t limit) const {
  std::vector<FleetGroup> groups;
  for (const Tally::Entry* entry : groups_.most(limit)) {
    std::vector<std::string> parts = parts_of(entry->first, 4);
    groups.push_back({std::move(parts[0]), std::move(parts[1]), std::move(parts[2]),
                      std::move(parts[3]), entry->second.times, share_of(entry->second)});
  }
  return groups;
}

std::vector<FleetVersions> Fleet::differing(std::size_t limit) const {
  std::map<std::string, std::vector<const Tally::Entry*>> by_name;
  for (const Tally::Entry* entry : builds_.most(builds_.size())) {
    by_name[parts_of(entry->first, 1).front()].push_back(entry);
  }
  std::vector<const decltype(by_name)::value_type*> packages;
  for (const auto& package : by_name) {
    if (package.second.size() > 1) packages.push_back(&package);
  }
  std::stable_sort(packages.begin(), packages.end(), [](const auto* one, const auto* other) {
    return one->second.size() > other->second.size();
  });
  if (packages.size() > limit) packages.resize(limit);
  std::vector<FleetVersions> differing;
  for (const auto* package : packages) {
    FleetVersions versions{package->first, {}};
    for (const Tally::Entry* entry : package->second) {
      versions.versions.push_back({parts_of(entry->first, 2).back(), share_of(entry->second)});
    }
    differing.push_back(std::move(versions));
  }
  return differing;
}

FleetVersions Fleet::monit_versions() const {
  FleetVersions versions{"monit", {}};
  for (const Tally::Entry* entry : monits_.most(monits_.size())) {
    versions.versions.push_back({entry->first, share_of(entry->second)});
  }
  return versions;
}

}  // namespace pkgmap::rules
