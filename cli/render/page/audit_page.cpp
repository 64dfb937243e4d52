#include <map>
#include <set>

#include "cli/render/audit.hpp"
#include "cli/render/page/pages.hpp"
#include "cli/render/page/table.hpp"
#include "cli/render/page/timeline.hpp"
#include "cli/render/words.hpp"

namespace pkgmap::cli {
namespace {

constexpr const char* kFindingsId = "findings";
constexpr const char* kChecksId = "checks";
constexpr const char* kPackagesId = "packages";

Section findings_section(const Audit& audit) {
  Section section{kFindingsId, "Findings", {}, true};
  std::vector<TableRow> lines;
  for (const rules::Finding& finding : audit.findings) {
    const std::string kind = rules::name_of(finding.kind);
    lines.push_back(
        {{{"data-finding", kind}},
         marked_html(is_urgent(finding.kind) ? "danger" : "warning", kind),
         {finding.check.empty() ? text("-") : name_html(finding.check), name_html(finding.detail),
          place_html(finding.file + ":" + std::to_string(finding.line))}});
  }
  section.content = lines.empty() ? element("p", {}, "No finding.")
                                  : table_of(kFindingsId, "Table of findings",
                                             {"Finding", "Check", "What is wrong", "Place"}, lines);
  return section;
}

Html state_html(rules::Watch watch) {
  const char* const name = rules::name_of(watch);
  if (watch == rules::Watch::failing) return marked_html("danger", name);
  return watch == rules::Watch::off ? marked_html("warning", name) : text(name);
}

Html content_html(rules::PackagedContent content) {
  if (content == rules::PackagedContent::unknown) return text("-");
  return content == rules::PackagedContent::changed ? marked_html("danger", "changed")
                                                    : text("as packaged");
}

TableRow check_line(const Audit& audit, std::size_t number) {
  const monitrc::Check& check = audit.check(number);
  const rules::Belonging& belonging = audit.belongings[number];
  const rules::CheckState& state = audit.states[number];
  const std::string type = monitrc::name_of(check.type);
  Html packages = names_html(belonging.kept.empty() ? belonging.packages(audit.policy)
                                                    : belonging.tied_to(audit.policy));
  if (!belonging.kept.empty()) packages += text(": ") + name_html(belonging.kept);
  return {
      {{"data-type", type}, {"data-state", rules::name_of(state.watch)}},
      name_html(check.name),
      {text(type), state_html(state.watch), packages, evidence_html(check.name, belonging.evidence),
       content_html(state.content), place_html(place(check, audit.parsed.sources))}};
}

Section checks_section(const Audit& audit) {
  std::vector<TableRow> lines;
  for (std::size_t i = 0; i < audit.belongings.size(); ++i) lines.push_back(check_line(audit, i));
  return {kChecksId, "Checks",
          table_of(kChecksId, "Table of checks",
                   {"Check", "Type", "State", "Packages", "Evidence", "Content", "Place"}, lines),
          true};
}

Section packages_section(const Audit& audit) {
  std::map<std::string, std::vector<std::string>> checks_of;
  for (std::size_t i = 0; i < audit.belongings.size(); ++i) {
    for (const std::string& package : audit.belongings[i].packages(audit.policy)) {
      checks_of[package].push_back(audit.check(i).name);
    }
  }
  Section section{kPackagesId, "Packages", element("p", {}, "No check belongs to a package."),
                  true};
  std::vector<TableRow> lines;
  for (const auto& [package, checks] : checks_of) {
    lines.push_back(
        {{}, name_html(package), {text(std::to_string(checks.size())), names_html(checks)}});
  }
  if (!lines.empty()) {
    section.content =
        table_of(kPackagesId, "Table of packages", {"Package", "Number", "Checks"}, lines);
  }
  return section;
}

std::vector<FilterChoice> choices_of(const Audit& audit) {
  std::set<std::string> types;
  std::set<std::string> states;
  std::set<std::string> findings;
  for (std::size_t i = 0; i < audit.belongings.size(); ++i) {
    types.insert(monitrc::name_of(audit.check(i).type));
    states.insert(rules::name_of(audit.states[i].watch));
  }
  for (const rules::Finding& finding : audit.findings)
    findings.insert(rules::name_of(finding.kind));
  return {{"finding", "Finding", {findings.begin(), findings.end()}},
          {"type", "Type of check", {types.begin(), types.end()}},
          {"state", "State", {states.begin(), states.end()}}};
}

}  // namespace

std::string audit_page(const Audit& audit, const History* history,
                       const std::vector<std::string>& notes, const PageOrigin& origin,
                       const LayOut& lay_out) {
  Page page{"Audit", audit_headline(audit), notes, {}, choices_of(audit)};
  page.sections = {findings_section(audit), checks_section(audit), packages_section(audit)};
  if (history != nullptr) page.sections.push_back(timeline_section(history->sessions));
  page.sections.push_back(graph_section(graph_of(audit), lay_out));
  return whole_page(page, origin);
}

}  // namespace pkgmap::cli
