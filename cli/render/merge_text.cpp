#include <algorithm>
#include <numeric>
#include <utility>

#include "cli/render/audit.hpp"
#include "cli/render/merge.hpp"
#include "cli/render/words.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

constexpr std::size_t kLinesOfTable = 10;  // Of each table, so that all fit on one screen.
constexpr std::size_t kScreenColumns = 80;
constexpr std::size_t kNumberWidth = 5;

using rules::FindingKind;
using rules::Fleet;
using rules::FleetHost;

// A number at the right of its column.
std::string number_cell(std::uint64_t number) {
  const std::string digits = std::to_string(number);
  const std::size_t blanks = digits.size() < kNumberWidth ? kNumberWidth - digits.size() : 0;
  return std::string(blanks, ' ') + digits + "  ";
}

// A cell that may be too long for its column, with the next one on a new line then.
std::string cell(const std::string& text, std::size_t width, std::size_t next) {
  const std::string shown = padded(text, width);
  if (columns(shown) <= width) return shown + " ";
  return shown + "\n" + std::string(next, ' ');
}

std::string more_line(std::size_t all, std::size_t shown) {
  if (all <= shown) return "";
  return std::string(kNumberWidth + 2, ' ') + "and " + std::to_string(all - shown) +
         " more, which --json has\n";
}

std::string concerns_table(const Fleet& fleet, const Style& style) {
  constexpr std::size_t kWords = 28;
  std::string lines;
  for (const HostConcern& concern : kConcerns) {
    const rules::FleetShare share = hosts_with(concern, fleet);
    if (share.hosts == 0) continue;
    const std::string words = padded(concern.words, kWords);
    lines += number_cell(share.hosts) +
             (concern.urgent ? style.danger(words) : style.warning(words)) + " " +
             share_text(share, kScreenColumns - kNumberWidth - 3 - kWords) + "\n";
  }
  return lines.empty() ? "" : "\nHosts\n" + lines;
}

std::string groups_table(const Fleet& fleet, const Style& style) {
  constexpr std::size_t kKind = 14;
  constexpr std::size_t kPackage = 16;
  constexpr std::size_t kCheck = 18;
  constexpr std::size_t kThird = kNumberWidth + 2 + kKind + 1 + kPackage + 1;
  constexpr std::size_t kLast = kThird + kCheck + 1;
  std::string lines;
  const auto groups = fleet.groups(kLinesOfTable);
  for (const rules::FleetGroup& group : groups) {
    const auto kind = rules::finding_called(group.id);
    const std::string id = padded(group.id, kKind);
    lines += number_cell(group.share.hosts) +
             (kind && is_urgent(*kind) ? style.danger(id) : style.warning(id)) + " " +
             cell(group.package.empty() ? "-" : group.package, kPackage, kThird) +
             cell(group.check.empty() ? group.file : group.check, kCheck, kLast) +
             share_text(group.share, kScreenColumns - kLast) + "\n";
  }
  if (lines.empty()) return "";
  lines += more_line(fleet.group_count(), groups.size());
  return "\nFindings by number of hosts\n" + lines;
}

// "1 drift, 2 stale, leftover checks"
std::string matters_of(const FleetHost& host) {
  std::string text;
  const auto add = [&text](const std::string& one) { text += (text.empty() ? "" : ", ") + one; };
  for (std::size_t i = 0; i < host.by_kind.size(); ++i) {
    if (host.by_kind[i] == 0 || i == static_cast<std::size_t>(FindingKind::unowned)) continue;
    add(std::to_string(host.by_kind[i]) + " " + finding_id(i));
  }
  for (const HostConcern& concern : kConcerns) {
    if (!concern.is_finding && concern.has(host)) add(concern.words);
  }
  return text;
}

std::string hosts_table(const Fleet& fleet, const Style& style) {
  std::string lines;
  const auto worst = worst_hosts(fleet, kLinesOfTable);
  for (const std::size_t number : worst) {
    const FleetHost& host = fleet.hosts()[number];
    const std::string name = printable(host.name);
    lines += number_cell(host.findings()) + style.strong(name) + ": " +
             wrapped_text(matters_of(host), kNumberWidth + 4 + columns(name)) + "\n";
  }
  if (lines.empty()) return "";
  const auto all = static_cast<std::size_t>(
      std::count_if(fleet.hosts().begin(), fleet.hosts().end(), is_to_look_at));
  return "\nFindings of hosts, the worst host first\n" + lines + more_line(all, worst.size());
}

std::string versions_line(const rules::FleetVersions& all) {
  constexpr std::size_t kName = 18;
  constexpr std::size_t kMost = 2;
  constexpr std::size_t kNames = 25;
  std::string text;
  for (std::size_t i = 0; i < std::min(kMost, all.versions.size()); ++i) {
    const rules::FleetVersion& one = all.versions[i];
    text += (i == 0 ? "" : "; ") + one.version + " on " + counted(one.share.hosts, "host");
    if (i > 0) text += " (" + share_text(one.share, kNames) + ")";
  }
  if (all.versions.size() > kMost) {
    text += "; and " + counted(all.versions.size() - kMost, "other version");
  }
  return "  " + cell(all.name, kName, kName + 3) + wrapped_text(text, kName + 3) + "\n";
}

std::string versions_table(const Fleet& fleet) {
  constexpr std::size_t kAll = 1000000;
  std::string lines;
  if (const auto monits = fleet.monit_versions(); monits.versions.size() > 1) {
    lines += versions_line(monits);
  }
  const auto differing = fleet.differing(kAll);
  for (std::size_t i = 0; i < std::min(kLinesOfTable, differing.size()); ++i) {
    lines += versions_line(differing[i]);
  }
  if (lines.empty()) return "";
  return "\nVersions that differ\n" + lines + more_line(differing.size(), kLinesOfTable);
}

bool before(const FleetHost& one, const FleetHost& other) {
  const auto urgent = [](const FleetHost& host) {
    return std::count_if(kConcerns.begin(), kConcerns.end(), [&](const HostConcern& concern) {
      return concern.urgent && concern.has(host);
    });
  };
  if (urgent(one) != urgent(other)) return urgent(one) > urgent(other);
  if (one.findings() != other.findings()) return one.findings() > other.findings();
  return one.name < other.name;
}

}  // namespace

const std::array<HostConcern, 6> kConcerns = {{
    {"silent", "monit does not answer",
     [](const FleetHost& host) { return host.silent_monits > 0; }, true, false},
    {"mistake", "mistake in the control file",
     [](const FleetHost& host) { return host.count(FindingKind::mistake) > 0; }, true, true},
    {"leftover", "leftover checks", [](const FleetHost& host) { return host.leftover > 0; }, true,
     false},
    {"drift", "drift", [](const FleetHost& host) { return host.count(FindingKind::drift) > 0; },
     true, true},
    {"suspended", "suspended checks", [](const FleetHost& host) { return host.suspended > 0; },
     false, false},
    {"failing", "failing checks", [](const FleetHost& host) { return host.failing > 0; }, false,
     false},
}};

rules::FleetShare hosts_with(const HostConcern& concern, const Fleet& fleet) {
  rules::FleetShare share;
  for (const FleetHost& host : fleet.hosts()) {
    if (!concern.has(host)) continue;
    if (++share.hosts <= 3) share.first.push_back(host.name);
  }
  return share;
}

std::string share_text(const rules::FleetShare& share, std::size_t width) {
  std::string text;
  for (std::size_t shown = share.first.size(); shown > 0; --shown) {
    text.clear();
    for (std::size_t i = 0; i < shown; ++i) {
      text += (i == 0 ? "" : ", ") + printable(share.first[i]);
    }
    if (shown < share.hosts) text += " and " + std::to_string(share.hosts - shown) + " more";
    if (columns(text) <= width) break;
  }
  return text;
}

const char* finding_id(std::size_t number) {
  return number < rules::kFindingKinds ? rules::name_of(static_cast<FindingKind>(number)) : "other";
}

std::string merge_headline(const MergedAudits& merged) {
  std::uint64_t checks = 0;
  std::uint64_t findings = 0;
  std::size_t with = 0;
  for (const FleetHost& host : merged.fleet.hosts()) {
    checks += host.checks;
    findings += host.findings();
    with += host.findings() > 0 ? 1 : 0;
  }
  std::string text = counted(merged.fleet.hosts().size(), "host") + " with " +
                     counted(checks, "check") + "; " + counted(findings, "finding") + " on " +
                     counted(with, "host") + ".";
  if (merged.missing_count > 0) {
    text += " " + counted(merged.missing_count, "audit") +
            (merged.missing_count == 1 ? " is missing." : " are missing.");
  }
  if (merged.fleet.repeated() > 0) {
    text += " " + counted(merged.fleet.repeated(), "audit") + " of a host whose name another has.";
  }
  return text;
}

bool is_to_look_at(const FleetHost& host) {
  return host.findings() > 0 || std::any_of(kConcerns.begin(), kConcerns.end(),
                                            [&](const auto& one) { return one.has(host); });
}

std::vector<std::size_t> worst_hosts(const Fleet& fleet, std::size_t limit) {
  const auto& hosts = fleet.hosts();
  std::vector<std::size_t> numbers(hosts.size());
  std::iota(numbers.begin(), numbers.end(), 0U);
  std::erase_if(numbers, [&](std::size_t number) { return !is_to_look_at(hosts[number]); });
  limit = std::min(limit, numbers.size());
  std::partial_sort(
      numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(limit), numbers.end(),
      [&](std::size_t one, std::size_t other) { return before(hosts[one], hosts[other]); });
  numbers.resize(limit);
  return numbers;
}

std::string merge_text(const MergedAudits& merged, const Style& style) {
  const Fleet& fleet = merged.fleet;
  std::string text = wrapped_text(merge_headline(merged)) + "\n" + concerns_table(fleet, style) +
                     groups_table(fleet, style) + hosts_table(fleet, style) + versions_table(fleet);
  if (fleet.ungrouped() > 0) {
    text += "\n" +
            wrapped_text("The groups of fewest hosts, " + counted(fleet.ungrouped(), "finding") +
                         ", did not fit into memory; each number of a group is at least "
                         "what is shown.") +
            "\n";
  }
  return text;
}

}  // namespace pkgmap::cli
