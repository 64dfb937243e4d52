#include <algorithm>
#include <set>

#include "cli/render/audit.hpp"
#include "cli/render/words.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

// First columns of the cells, on a screen of 80 columns.
constexpr std::size_t kType = 15;
constexpr std::size_t kState = 26;
constexpr std::size_t kPackage = 37;
constexpr std::size_t kBecause = 53;
constexpr std::size_t kContent = 71;
constexpr std::size_t kDetail = 17;

using rules::FindingKind;

// The table already shows which checks belong to no package.
bool is_shown(const rules::Finding& finding) {
  return finding.kind != FindingKind::unowned;
}

/// Puts cells at their columns. After a cell that is too long the next one begins on a new line.
class Row {
 public:
  void cell(std::size_t column, const std::string& text) {
    if (at_ > 0 && at_ + 1 > column) {
      text_ += "\n";
      at_ = 0;
    }
    text_ += std::string(column - at_, ' ') + text;
    at_ = column + columns(text);
  }
  /// The same for a styled text, whose marks have no width.
  void cell(std::size_t column, const std::string& plain, const std::string& styled) {
    cell(column, plain);
    text_.replace(text_.size() - plain.size(), plain.size(), styled);
  }
  std::string line() const { return text_ + "\n"; }

 private:
  std::string text_;
  std::size_t at_ = 0;
};

std::string state_cell(rules::Watch watch, const Style& style, const std::string& name) {
  if (watch == rules::Watch::failing) return style.danger(name);
  return watch == rules::Watch::off ? style.warning(name) : name;
}

std::string check_row(const Audit& audit, std::size_t number, const Style& style) {
  const monitrc::Check& check = audit.check(number);
  const rules::CheckState& state = audit.states[number];
  const bool kept = !audit.belongings[number].kept.empty();
  const auto packages = kept ? audit.belongings[number].tied_to(audit.policy)
                             : audit.belongings[number].packages(audit.policy);
  const rules::Evidence* because = audit.belongings[number].because(audit.policy);
  Row row;
  row.cell(0, printable(check.name), style.strong(printable(check.name)));
  row.cell(kType, monitrc::name_of(check.type));
  const std::string watch = rules::name_of(state.watch);
  row.cell(kState, watch, state_cell(state.watch, style, watch));
  const std::string more =
      packages.size() > 1 ? " +" + std::to_string(packages.size() - 1) : std::string();
  row.cell(kPackage, packages.empty() ? "-" : printable(packages.front()) + more);
  row.cell(kBecause, kept ? "kept by a rule" : because ? rules::name_of(because->kind) : "-");
  if (state.content == rules::PackagedContent::as_packaged) {
    row.cell(kContent, "packaged");
  } else if (state.content == rules::PackagedContent::changed) {
    row.cell(kContent, "CHANGED", style.danger("CHANGED"));
  } else {
    row.cell(kContent, "-");
  }
  return row.line();
}

std::string table(const Audit& audit, const Style& style) {
  Row head;
  head.cell(0, "CHECK");
  head.cell(kType, "TYPE");
  head.cell(kState, "STATE");
  head.cell(kPackage, "PACKAGE");
  head.cell(kBecause, "BECAUSE");
  head.cell(kContent, "CONTENT");
  std::string text = head.line();
  for (std::size_t i = 0; i < audit.belongings.size(); ++i) text += check_row(audit, i, style);
  return text;
}

std::string finding_lines(const rules::Finding& finding, const Style& style) {
  const std::string kind = padded(rules::name_of(finding.kind), kDetail - 2);
  const std::string about = finding.check.empty() ? "" : finding.check + ": ";
  return "  " + (is_urgent(finding.kind) ? style.danger(kind) : style.warning(kind)) +
         wrapped_text(about + finding.detail, kDetail) + "\n" + std::string(kDetail, ' ') +
         style.faint(printable(finding.file) + ":" + std::to_string(finding.line)) + "\n";
}

}  // namespace

bool is_urgent(rules::FindingKind kind) {
  return kind == FindingKind::drift || kind == FindingKind::off || kind == FindingKind::mistake;
}

std::string audit_headline(const Audit& audit) {
  std::set<std::string> packages;
  std::size_t owned = 0;
  std::size_t kept = 0;
  for (const rules::Belonging& belonging : audit.belongings) {
    const auto names = belonging.packages(audit.policy);
    packages.insert(names.begin(), names.end());
    owned += names.empty() ? 0 : 1;
    kept += belonging.kept.empty() ? 0 : 1;
  }
  const std::size_t all = audit.belongings.size();
  const auto found = std::count_if(audit.findings.begin(), audit.findings.end(), is_shown);
  std::string text = counted(all, "check") + " in " +
                     counted(audit.parsed.control_file.files.size(), "file") + "; " +
                     std::to_string(owned) + (owned == 1 ? " belongs to " : " belong to ") +
                     counted(packages.size(), "package") + ", ";
  if (kept > 0) text += std::to_string(kept) + (kept == 1 ? " is" : " are") + " kept by rules, ";
  text += std::to_string(all - owned - kept) + " to no package. " +
          counted(static_cast<std::size_t>(found), "finding") + ".";
  return text;
}

std::string audit_text(const Audit& audit, const Style& style) {
  std::string text = wrapped_text(audit_headline(audit)) + "\n\n" + table(audit, style);
  std::string findings;
  for (const rules::Finding& finding : audit.findings) {
    if (is_shown(finding)) findings += finding_lines(finding, style);
  }
  return findings.empty() ? text : text + "\nFindings\n" + findings;
}

}  // namespace pkgmap::cli
