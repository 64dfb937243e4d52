#include <algorithm>

#include "cli/render/explain.hpp"
#include "cli/render/predictions.hpp"
#include "cli/render/words.hpp"
#include "parsers/source/printable.hpp"
#include "rules/plan/alarms_again.hpp"

namespace pkgmap::cli {
namespace {

using rules::Decision;

// Columns on a screen of 80.
constexpr std::size_t kReasonColumn = 13;
constexpr std::size_t kKindColumn = 58;
constexpr std::size_t kKindWidth = 16;

std::string packages_of(const rules::Facts& facts) {
  std::vector<std::string> names;
  for (const rules::PackageFacts& package : facts.packages) names.push_back(package.nevra.text());
  return listed(names, 3);
}

// In a small control file a few checks are more than half of all.
bool is_most_of_the_host(std::size_t suspended, std::size_t all) {
  constexpr std::size_t kMany = 5;
  return suspended >= kMany && suspended * 2 > all;
}

// The claim, with its kind and strength to the right, or on the next line if the claim is long.
std::string evidence_lines(const rules::Evidence& evidence) {
  const std::string claim = std::string(kReasonColumn, ' ') + printable(evidence.claim);
  const std::string kind = rules::name_of(evidence.kind);
  // The two longest kinds would reach into the column of the strength, so they begin further left.
  const bool is_long = kind.size() >= kKindWidth;
  const std::string marks =
      padded(kind, is_long ? kind.size() + 1 : kKindWidth) + rules::name_of(evidence.strength);
  const std::size_t column = is_long ? kKindColumn + kKindWidth - kind.size() - 1 : kKindColumn;
  const bool fits = columns(claim) + 2 <= column;
  std::string text = fits ? padded(claim, column) : claim + "\n" + std::string(column, ' ');
  text += marks + "\n";
  if (!evidence.ground.empty()) {
    text += std::string(kReasonColumn + 2, ' ') + printable(evidence.ground) + "\n";
  }
  return text;
}

std::string unshipped_line(const Explanation& explanation, const rules::CheckPlan& plan) {
  if (plan.unshipped == rules::Unshipped::unlikely) return {};
  const std::string& path = explanation.check(plan.check).path;
  return std::string(kReasonColumn, ' ') +
         wrapped_text(
             "no new baseline for what a scriptlet writes: an alarm lasts until "
             "'monit-pkgmap accept " +
                 path + "'",
             kReasonColumn) +
         "\n";
}

std::string baseline_line(const Explanation& explanation, const rules::CheckPlan& plan) {
  if (plan.unshipped == rules::Unshipped::surely) return unshipped_line(explanation, plan);
  if (explanation.rebaseline(plan.check) == rules::Rebaseline::no) return {};
  const monitrc::Test* test = rules::checksum_test(explanation.check(plan.check));
  const auto line = explanation.parsed.sources.position(test->span).line;
  const std::string margin(kReasonColumn, ' ');
  std::string text = margin + "new baseline for `" + monitrc::name_of(test->trigger) +
                     " checksum` (line " + std::to_string(line) + ")\n";
  if (test->action.kind == monitrc::ActionKind::exec) {
    text += margin + "an alarm that is carried over the reload only alerts: no `exec`\n";
  }
  return text + unshipped_line(explanation, plan);
}

std::string alarms_again_lines(const Explanation& explanation) {
  std::vector<std::string> names;
  for (const std::size_t number : rules::alarms_again(explanation.facts, explanation.plan)) {
    names.push_back(explanation.check(number).name);
  }
  if (names.empty()) return {};
  return "\n" +
         wrapped_text("If monit is reloaded, it alarms once more about what fails now: " +
                      listed(names, 6) + ".") +
         "\n";
}

std::string type_and_place(const monitrc::Check& check, const Sources& sources) {
  const std::string where = place(check, sources);
  const std::string type = monitrc::name_of(check.type);
  return where.empty() ? type : padded(type, 10) + where;
}

std::string check_lines(const Explanation& explanation, const rules::CheckPlan& plan,
                        const Style& style) {
  const monitrc::Check& check = explanation.check(plan.check);
  const std::string word = padded(rules::name_of(plan.decision), 7);
  std::string text = "  " + (plan.decision == Decision::suspend ? style.warning(word) : word) +
                     "  " + style.strong(padded(check.name, 14)) + "  " +
                     type_and_place(check, explanation.parsed.sources) + "\n";
  if (plan.decision != Decision::suspend) {
    text += std::string(kReasonColumn, ' ') + wrapped_text(plan.reason, kReasonColumn) + "\n";
  }
  // The old and the new version of a package give the same lines.
  std::vector<std::string> said;
  for (const rules::Evidence& evidence : plan.evidence) {
    const std::string lines = evidence_lines(evidence);
    if (std::find(said.begin(), said.end(), lines) != said.end()) continue;
    text += lines;
    said.push_back(lines);
  }
  return text + baseline_line(explanation, plan);
}

}  // namespace

std::string explain_headline(const Explanation& explanation) {
  if (explanation.facts.packages.empty()) return {};
  const rules::Plan& plan = explanation.plan;
  const std::size_t suspended = plan.with(Decision::suspend).size();
  const auto rebaselined =
      std::count_if(plan.checks.begin(), plan.checks.end(), [&](const rules::CheckPlan& check) {
        return explanation.rebaseline(check.check) != rules::Rebaseline::no;
      });
  const bool several = explanation.facts.packages.size() > 1;
  std::string text = packages_of(explanation.facts) + (several ? " touch " : " touches ");
  const bool at_least = !explanation.unknown.empty();
  text += suspended == 0 ? "none" : (at_least ? "at least " : "") + std::to_string(suspended);
  text += " of " + counted(plan.checks.size(), "check");
  if (rebaselined > 0) {
    text += "; " + std::to_string(rebaselined) + (rebaselined == 1 ? " gets" : " get") +
            " a new baseline if " + (rebaselined == 1 ? "its" : "their") +
            " content changes (monit is then reloaded)";
  }
  text += failures_clause(explanation) + ".";
  if (at_least) text += " But " + explanation.unknown + ".";
  if (is_most_of_the_host(suspended, plan.checks.size())) {
    text += " That is more than half of the checks: consider several smaller transactions.";
  }
  return text;
}

std::string explain_text(const Explanation& explanation, const CheckNames& also,
                         const Style& style) {
  std::string text;
  for (const std::string& said : explanation.interpretations) {
    const bool leads_on = !explanation.facts.packages.empty();
    text += wrapped_text(said + (leads_on ? ":" : ".")) + "\n";
  }
  if (const std::string headline = explain_headline(explanation); !headline.empty()) {
    text += wrapped_text(headline) + "\n";
  }
  if (const std::string predicted = predictions_text(explanation, style); !predicted.empty()) {
    text += "\n" + predicted;
  }
  text += alarms_again_lines(explanation);
  std::string entries;
  std::size_t kept = 0;
  for (const rules::CheckPlan& plan : explanation.plan.checks) {
    const bool wanted =
        plan.decision != Decision::keep || names_check(also, explanation.check(plan.check).name);
    if (wanted) {
      entries += check_lines(explanation, plan, style);
    } else {
      ++kept;
    }
  }
  if (!entries.empty()) text += "\n" + entries;
  if (kept > 0) {
    text += "\n  keep     " + padded(counted(kept, "check"), 14) +
            style.faint("  --check NAME tells why") + "\n";
  }
  return text;
}

}  // namespace pkgmap::cli
