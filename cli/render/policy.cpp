#include "cli/render/policy.hpp"

#include <utility>

#include "cli/render/words.hpp"
#include "parsers/source/printable.hpp"
#include "rules/policy/policy_defaults.hpp"

namespace pkgmap::cli {
namespace {

using rules::PolicyRule;
using rules::RuleTrace;

constexpr std::size_t kDetailColumn = 12;

std::vector<std::string> texts_of(const std::vector<rules::Pattern>& patterns) {
  std::vector<std::string> texts;
  for (const rules::Pattern& pattern : patterns) texts.push_back(pattern.text());
  return texts;
}

std::string pattern_line(const std::string& what, const std::vector<rules::Pattern>& patterns) {
  if (patterns.empty()) return {};
  const std::string begin = std::string(kDetailColumn, ' ') + padded(what, 10);
  return begin + wrapped_text(printable(listed(texts_of(patterns), 8)), begin.size()) + "\n";
}

std::string rule_name(const PolicyRule& rule) {
  return rule.name.empty() ? "(no name)" : printable(rule.name);
}

/// "  keep      disk space    /etc/monit-pkgmap/policy.yaml:12"
std::string rule_line(const std::string& word, const PolicyRule& rule, const Style& style) {
  const std::string name = padded(rule_name(rule), 30);
  const std::string place = printable(rule.place());
  const bool fits = 2 + kDetailColumn + columns(name) + columns(place) <= 80;
  return "  " + word + style.strong(name) + (fits ? "  " : "\n" + std::string(kDetailColumn, ' ')) +
         place + "\n";
}

std::string counted_files(const PolicyFiles& policy) {
  if (policy.files.empty()) return "There is no policy file, so the built-in policy applies.";
  return counted(policy.files.size(), "policy file") + ", " +
         counted(policy.policy.rules.size(), "rule") + ".";
}

Json patterns_json(const std::vector<rules::Pattern>& patterns) {
  return patterns.empty() ? Json() : Json::array_of(texts_of(patterns));
}

Json rule_json(const PolicyRule& rule) {
  return Json::object()
      .set("name", rule.name.empty() ? Json() : Json(rule.name))
      .set("source",
           Json::object().set_bytes("file", rule.file).set("line", static_cast<int>(rule.line)))
      .set("packages", patterns_json(rule.packages))
      .set("checks", patterns_json(rule.checks))
      .set("decision", rules::name_of(rule.verdict));
}

std::string why_not(const RuleTrace& trace) {
  if (!trace.speaks_of_check && !trace.speaks_of_package)
    return "matches other checks and packages";
  if (!trace.speaks_of_check) return "matches other checks";
  if (!trace.speaks_of_package) return "matches other packages";
  return "would match, but the first match decides";
}

}  // namespace

std::string policy_text(const PolicyFiles& policy, const Style& style) {
  std::string text = counted_files(policy) + "\n";
  for (const std::string& file : policy.files) text += "  " + printable(file) + "\n";
  text += "\nDefaults\n";
  const rules::Policy built_in;
  for (const rules::PolicyDefault& known : rules::policy_defaults()) {
    const std::string word = known.get(policy.policy);
    const std::string was = known.get(built_in);
    text += "  " + padded(std::string(known.name), 20);
    text += word == was ? word : padded(word, 16) + style.faint("built in: " + was);
    text += "\n";
  }
  if (policy.policy.rules.empty()) return text;
  text += "\nRules, the first match decides\n";
  for (const PolicyRule& rule : policy.policy.rules) {
    text += rule_line(padded(rules::name_of(rule.verdict), kDetailColumn - 2), rule, style);
    text += pattern_line("packages", rule.packages) + pattern_line("checks", rule.checks);
  }
  return text;
}

Json policy_json(const PolicyFiles& policy, const std::vector<std::string>& notes) {
  Json defaults = Json::object();
  for (const rules::PolicyDefault& known : rules::policy_defaults()) {
    defaults.set(std::string(known.name), known.get(policy.policy));
  }
  Json list = Json::array();
  for (const PolicyRule& rule : policy.policy.rules) list.push(rule_json(rule));
  return Json::object()
      .set("schema", 1)
      .set("files", Json::array_of(policy.files))
      .set("defaults", std::move(defaults))
      .set("rules", std::move(list))
      .set("notes", Json::array_of(notes));
}

const RuleTrace* PairTrace::decisive() const {
  for (const RuleTrace& rule : rules) {
    if (rule.decides) return &rule;
  }
  return nullptr;
}

std::string trace_text(const PairTrace& trace, const rules::Policy& policy, const Style& style) {
  const RuleTrace* decisive = trace.decisive();
  std::string head =
      printable(trace.check) + " in a transaction on " + printable(trace.package) + ": ";
  head += decisive
              ? decisive->rule->title() + " decides: " + rules::name_of(decisive->rule->verdict)
              : "no rule matches, so evidence decides (" +
                    std::string(rules::name_of(policy.threshold)) + " or stronger suspends)";
  std::string text = wrapped_text(head + ".") + "\n";
  if (!trace.rules.empty()) text += "\n";
  for (const RuleTrace& entry : trace.rules) {
    const std::string word = entry.decides ? "decides" : "-";
    const std::string shown = padded(word, kDetailColumn - 2);
    text += rule_line(entry.decides ? style.warning(shown) : shown, *entry.rule, style);
    if (!entry.decides) text += std::string(kDetailColumn, ' ') + why_not(entry) + "\n";
    text +=
        pattern_line("packages", entry.rule->packages) + pattern_line("checks", entry.rule->checks);
  }
  return text;
}

Json trace_json(const PairTrace& trace, const std::vector<std::string>& notes) {
  Json list = Json::array();
  for (const RuleTrace& entry : trace.rules) {
    list.push(rule_json(*entry.rule)
                  .set("speaks_of_check", entry.speaks_of_check)
                  .set("speaks_of_package", entry.speaks_of_package)
                  .set("decides", entry.decides));
  }
  const RuleTrace* decisive = trace.decisive();
  return Json::object()
      .set("schema", 1)
      .set_bytes("check", trace.check)
      .set("package", trace.package)
      .set("decision", decisive ? Json(rules::name_of(decisive->rule->verdict)) : Json())
      .set("rules", std::move(list))
      .set("notes", Json::array_of(notes));
}

}  // namespace pkgmap::cli
