#include <algorithm>

#include "cli/render/explain.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

using rules::Decision;

// Escapes the two characters that have a meaning in a quoted string of the DOT language.
std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : printable(text)) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

std::string label(const std::string& first, const std::string& second = {}) {
  return "label=\"" + escaped(first) + (second.empty() ? "" : "\\n" + escaped(second)) + "\"]";
}

std::string node(const char* kind, std::size_t number) {
  return kind + std::to_string(number);
}

/// The graph shows only the checks that the plan touches.
bool drawn(const rules::CheckPlan& plan) {
  return plan.decision != Decision::keep;
}

std::string packages(const rules::Facts& facts) {
  std::string text;
  for (std::size_t i = 0; i < facts.packages.size(); ++i) {
    text += "  " + node("p", i) + " [shape=box, " + label(facts.packages[i].nevra.text()) + ";\n";
  }
  return text;
}

std::string check_node(const Explanation& explanation, const rules::CheckPlan& plan) {
  const bool suspended = plan.decision == Decision::suspend;
  return "  " + node("c", plan.check) +
         " [shape=ellipse, style=" + (suspended ? "filled" : "dashed") + ", " +
         label(explanation.check(plan.check).name, rules::name_of(plan.decision)) + ";\n";
}

// One node for each evidence, between the package and the check; dotted if the evidence is weak.
std::string reasons(const Explanation& explanation, const rules::CheckPlan& plan) {
  std::string text;
  std::size_t number = 0;
  for (const rules::Evidence& evidence : plan.evidence) {
    if (evidence.kind == rules::EvidenceKind::depends_on) continue;
    const auto& all = explanation.facts.packages;
    const auto package = std::find_if(
        all.begin(), all.end(), [&](const auto& one) { return one.nevra == evidence.package; });
    if (package == all.end()) continue;
    const std::string name = node("c", plan.check) + "e" + std::to_string(number++);
    const char* style = evidence.strength == rules::Strength::weak ? " [style=dotted]" : "";
    const std::string kind = rules::name_of(evidence.kind);
    text += "  " + name + " [shape=plaintext, " +
            label(kind + " (" + rules::name_of(evidence.strength) + ")", evidence.claim) + ";\n";
    text += "  " + node("p", static_cast<std::size_t>(package - all.begin())) + " -> " + name +
            style + ";\n  " + name + " -> " + node("c", plan.check) + style + ";\n";
  }
  return text;
}

std::string dependents(const Explanation& explanation) {
  const rules::Dependencies graph = rules::dependencies_of(explanation.facts);
  std::string text;
  for (const rules::CheckPlan& plan : explanation.plan.checks) {
    if (!drawn(plan)) continue;
    for (const std::size_t dependent : graph.children(plan.check)) {
      if (!drawn(explanation.plan.checks[dependent])) continue;
      text += "  " + node("c", plan.check) + " -> " + node("c", dependent) +
              " [style=dashed, label=\"depends on\", dir=back];\n";
    }
  }
  return text;
}

}  // namespace

std::string explain_dot(const Explanation& explanation) {
  std::string text = "digraph \"monit-pkgmap\" {\n  rankdir=LR;\n";
  text += packages(explanation.facts);
  for (const rules::CheckPlan& plan : explanation.plan.checks) {
    if (!drawn(plan)) continue;
    text += check_node(explanation, plan) + reasons(explanation, plan);
  }
  return text + dependents(explanation) + "}\n";
}

}  // namespace pkgmap::cli
