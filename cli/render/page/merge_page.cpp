#include <algorithm>
#include <set>

#include "cli/render/audit.hpp"
#include "cli/render/merge.hpp"
#include "cli/render/page/pages.hpp"
#include "cli/render/page/table.hpp"
#include "parsers/source/counted.hpp"

namespace pkgmap::cli {
namespace {

// A browser shows a few thousand rows well; the text under a table says what is left out.
constexpr std::size_t kGroupsOnPage = 1000;
constexpr std::size_t kHostsOnPage = 2000;
constexpr std::size_t kPackagesOnPage = 500;
constexpr std::size_t kVersionsOnPage = 20;
constexpr std::size_t kMissingOnPage = 200;

Html number(std::uint64_t value) {
  return text(std::to_string(value));
}

Html left_out(std::size_t all, std::size_t shown, const char* what) {
  if (all <= shown) return {};
  return element("p", {{"class", "quiet"}},
                 std::to_string(all - shown) + " more " + what + ", which --json has.");
}

Html finding_mark(const std::string& id) {
  const auto kind = rules::finding_called(id);
  return marked_html(kind && is_urgent(*kind) ? "danger" : "warning", id);
}

Html share_html(const rules::FleetShare& share) {
  const std::size_t more = share.hosts - share.first.size();
  Html names = names_html(share.first);
  return more == 0 ? names : names + text(" and " + std::to_string(more) + " more");
}

Section concerns_section(const rules::Fleet& fleet) {
  std::vector<TableRow> lines;
  for (const HostConcern& concern : kConcerns) {
    const rules::FleetShare share = hosts_with(concern, fleet);
    if (share.hosts == 0) continue;
    lines.push_back({{},
                     marked_html(concern.urgent ? "danger" : "warning", concern.words),
                     {number(share.hosts), share_html(share)}});
  }
  const Html none = element("p", {}, "No host has suspended checks, leftover checks or drift.");
  return {"concerns", "Hosts to look at",
          lines.empty() ? none
                        : table_of("concerns", "Table of hosts to look at",
                                   {"What", "Hosts", "The first"}, lines),
          true};
}

Section groups_section(const rules::Fleet& fleet) {
  std::vector<TableRow> lines;
  const auto groups = fleet.groups(kGroupsOnPage);
  for (const rules::FleetGroup& group : groups) {
    const std::string& subject = group.check.empty() ? group.file : group.check;
    lines.push_back({{{"data-finding", group.id}},
                     finding_mark(group.id),
                     {group.package.empty() ? text("-") : name_html(group.package),
                      subject.empty() ? text("-") : name_html(subject), number(group.share.hosts),
                      number(group.times), share_html(group.share)}});
  }
  Html content =
      lines.empty()
          ? element("p", {}, "No finding.")
          : table_of("groups", "Table of findings",
                     {"Finding", "Package", "Check or file", "Hosts", "Times", "The first hosts"},
                     lines);
  content += left_out(fleet.group_count(), groups.size(), "groups of findings");
  if (fleet.ungrouped() > 0) {
    content += element("p", {{"class", "warning"}},
                       counted(fleet.ungrouped(), "finding") +
                           " of single hosts did not fit into memory, so the numbers of a group "
                           "are at least what is shown.");
  }
  return {"groups", "Findings", content, true};
}

// The state of a host for the filter: the first of its concerns.
std::string concern_of(const rules::FleetHost& host) {
  for (const HostConcern& concern : kConcerns) {
    if (concern.has(host)) return concern.words;
  }
  return "";
}

TableRow host_row(const rules::FleetHost& host) {
  Html kinds;
  for (std::size_t i = 0; i < host.by_kind.size(); ++i) {
    if (host.by_kind[i] == 0) continue;
    kinds += (kinds.empty() ? Html() : text(", ")) +
             text(std::to_string(host.by_kind[i]) + " " + finding_id(i));
  }
  return {{{"data-concern", concern_of(host)}},
          name_html(host.name),
          {kinds.empty() ? text("-") : kinds, number(host.checks), number(host.off),
           number(host.failing), number(host.suspended), number(host.leftover),
           host.silent_monits > 0 ? marked_html("danger", "no answer") : names_html(host.monits)}};
}

Section hosts_section(const rules::Fleet& fleet) {
  std::vector<std::size_t> numbers = worst_hosts(fleet, kHostsOnPage);
  const std::set<std::size_t> taken(numbers.begin(), numbers.end());
  for (std::size_t i = 0; i < fleet.hosts().size() && numbers.size() < kHostsOnPage; ++i) {
    if (!taken.contains(i)) numbers.push_back(i);
  }
  std::vector<TableRow> lines;
  for (const std::size_t i : numbers) lines.push_back(host_row(fleet.hosts()[i]));
  Html content = lines.empty() ? element("p", {}, "No host.")
                               : table_of("hosts", "Table of hosts",
                                          {"Host", "Findings", "Checks", "Off", "Failing",
                                           "Suspended", "Leftover", "monit"},
                                          lines);
  content += left_out(fleet.hosts().size(), numbers.size(), "hosts with less to look at");
  return {"hosts", "Hosts, the worst first", content, true};
}

Html versions_html(const std::vector<rules::FleetVersion>& versions) {
  Html items;
  for (std::size_t i = 0; i < std::min(kVersionsOnPage, versions.size()); ++i) {
    const rules::FleetVersion& one = versions[i];
    items +=
        element("li", {},
                name_html(one.version) + text(" on " + counted(one.share.hosts, "host") + ": ") +
                    share_html(one.share));
  }
  return element("ul", {}, items) + left_out(versions.size(), kVersionsOnPage, "versions");
}

Section versions_section(const rules::Fleet& fleet) {
  std::vector<TableRow> lines;
  const rules::FleetVersions monits = fleet.monit_versions();
  if (!monits.versions.empty()) {
    lines.push_back({{}, text("monit"), {versions_html(monits.versions)}});
  }
  for (const rules::FleetVersions& package : fleet.differing(kPackagesOnPage)) {
    lines.push_back({{}, name_html(package.name), {versions_html(package.versions)}});
  }
  return {"versions", "Versions",
          lines.empty() ? element("p", {}, "No version is known.")
                        : table_of("versions", "Table of versions",
                                   {"monit, and packages that differ", "Versions"}, lines),
          true};
}

Section missing_section(const MergedAudits& merged) {
  std::vector<TableRow> lines;
  for (std::size_t i = 0; i < std::min(kMissingOnPage, merged.missing.size()); ++i) {
    const MissingAudit& one = merged.missing[i];
    lines.push_back({{}, place_html(one.place()), {name_html(one.why)}});
  }
  Html content = lines.empty() ? element("p", {}, "No audit is missing.")
                               : table_of("missing", "Table of missing audits",
                                          {"Place", "Why it is missing"}, lines);
  content += left_out(merged.missing_count, lines.size(), "missing audits");
  return {"missing", "Missing audits", content, true};
}

std::vector<FilterChoice> choices_of(const rules::Fleet& fleet) {
  std::set<std::string> findings;
  for (const rules::FleetGroup& group : fleet.groups(kGroupsOnPage)) {
    if (rules::finding_called(group.id)) findings.insert(group.id);
  }
  std::vector<std::string> concerns;
  for (const HostConcern& concern : kConcerns) {
    if (hosts_with(concern, fleet).hosts > 0) concerns.emplace_back(concern.words);
  }
  return {{"finding", "Finding", {findings.begin(), findings.end()}},
          {"concern", "Hosts", concerns}};
}

}  // namespace

std::string merge_page(const MergedAudits& merged, const PageOrigin& origin) {
  const rules::Fleet& fleet = merged.fleet;
  Page page{"Audit", merge_headline(merged), {}, {}, choices_of(fleet)};
  page.sections = {concerns_section(fleet), groups_section(fleet), hosts_section(fleet),
                   versions_section(fleet), missing_section(merged)};
  return whole_page(page, origin);
}

}  // namespace pkgmap::cli
