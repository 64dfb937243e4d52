#include <algorithm>
#include <set>

#include "cli/render/explain.hpp"
#include "cli/render/page/pages.hpp"
#include "cli/render/page/table.hpp"
#include "cli/render/predictions.hpp"
#include "cli/render/words.hpp"

namespace pkgmap::cli {
namespace {

constexpr const char* kPredictionsId = "predictions";
constexpr const char* kPlanId = "checks";
constexpr const char* kTouchedId = "packages";

const char* mark_of(Urgency urgency) {
  if (urgency == Urgency::none) return "quiet";
  return urgency == Urgency::high ? "danger" : "warning";
}

TableRow prediction_line(const Explanation& explanation, const ToldPrediction& told) {
  Html what = element("div", {}, name_html(told.what));
  for (const std::string& clause : told.because) {
    what += element("div", {{"class", "quiet"}}, name_html(clause));
  }
  if (!told.hint.empty()) what += element("div", {}, name_html("hint: " + told.hint));
  return {{{"data-outcome", told.word}},
          name_html(explanation.check(told.check).name),
          {marked_html(mark_of(told.urgency), told.word), what, place_html(told.where)}};
}

Section predictions_section(const Explanation& explanation) {
  std::vector<TableRow> lines;
  for (const ToldPrediction& told : told_predictions(explanation)) {
    lines.push_back(prediction_line(explanation, told));
  }
  Section section{kPredictionsId, "Predictions", element("p", {}, "No test is predicted to fail."),
                  true};
  if (lines.empty()) return section;
  section.content = table_of(kPredictionsId, "Table of predictions",
                             {"Check", "Outcome", "Test and reason", "Place"}, lines);
  return section;
}

Html decision_html(rules::Decision decision) {
  const char* const name = rules::name_of(decision);
  return decision == rules::Decision::suspend ? marked_html("warning", name) : text(name);
}

TableRow plan_line(const Explanation& explanation, const rules::CheckPlan& plan) {
  const monitrc::Check& check = explanation.check(plan.check);
  const std::string type = monitrc::name_of(check.type);
  return {{{"data-decision", rules::name_of(plan.decision)}, {"data-type", type}},
          name_html(check.name),
          {decision_html(plan.decision), text(type), name_html(plan.reason),
           evidence_html(check.name, plan.evidence),
           text(rules::name_of(explanation.rebaseline(plan.check))),
           place_html(place(check, explanation.parsed.sources))}};
}

Section plan_section(const Explanation& explanation) {
  std::vector<TableRow> lines;
  for (const rules::CheckPlan& plan : explanation.plan.checks) {
    lines.push_back(plan_line(explanation, plan));
  }
  return {
      kPlanId, "Checks",
      table_of(kPlanId, "Table of checks",
               {"Check", "Decision", "Type", "Reason", "Evidence", "New baseline", "Place"}, lines),
      true};
}

Section touched_section(const Explanation& explanation) {
  std::vector<TableRow> lines;
  for (const rules::PackageFacts& package : explanation.facts.packages) {
    std::vector<std::string> checks;
    for (const rules::CheckPlan& plan : explanation.plan.checks) {
      const bool has =
          std::any_of(plan.evidence.begin(), plan.evidence.end(),
                      [&](const rules::Evidence& one) { return one.package == package.nevra; });
      if (has) checks.push_back(explanation.check(plan.check).name);
    }
    lines.push_back({{},
                     name_html(package.nevra.text()),
                     {text(package.installed ? "installed" : "incoming"), names_html(checks)}});
  }
  Section section{kTouchedId, "Packages", element("p", {}, "No package."), true};
  if (lines.empty()) return section;
  section.content =
      table_of(kTouchedId, "Table of packages", {"Package", "Side", "Checks with evidence"}, lines);
  return section;
}

std::vector<FilterChoice> choices_of(const Explanation& explanation) {
  std::set<std::string> decisions;
  std::set<std::string> types;
  std::set<std::string> outcomes;
  for (const rules::CheckPlan& plan : explanation.plan.checks) {
    decisions.insert(rules::name_of(plan.decision));
    types.insert(monitrc::name_of(explanation.check(plan.check).type));
  }
  for (const ToldPrediction& told : told_predictions(explanation)) outcomes.insert(told.word);
  return {{"outcome", "Outcome", {outcomes.begin(), outcomes.end()}},
          {"decision", "Decision", {decisions.begin(), decisions.end()}},
          {"type", "Type of check", {types.begin(), types.end()}}};
}

std::vector<std::string> notes_of(const Explanation& explanation) {
  std::vector<std::string> notes = explanation.notes;
  if (!explanation.states_known) {
    notes.emplace_back("monit gave no status, so checks that are off appear as suspended");
  }
  return notes;
}

}  // namespace

std::string explain_page(const Explanation& explanation, const PageOrigin& origin,
                         const LayOut& lay_out) {
  std::string headline;
  for (const std::string& said : explanation.interpretations) headline += said + ". ";
  headline += explain_headline(explanation);
  Page page{"Plan", headline, notes_of(explanation), {}, choices_of(explanation)};
  page.sections = {predictions_section(explanation), plan_section(explanation),
                   touched_section(explanation), graph_section(graph_of(explanation), lay_out)};
  return whole_page(page, origin);
}

}  // namespace pkgmap::cli
