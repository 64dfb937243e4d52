// Reads the rules of a policy file: patterns, verdicts, and rules that contradict each other.
#include <algorithm>
#include <utility>

#include "parsers/source/printable.hpp"
#include "parsers/source/spelling.hpp"
#include "rules/policy/policy_reader.hpp"

namespace pkgmap::rules {
namespace {

// Only compiled patterns take much more memory than their text.
constexpr std::size_t kMostPatterns = 1000;

bool covers(const std::vector<Pattern>& wide, const std::vector<Pattern>& narrow) {
  if (wide.empty()) return true;
  return !narrow.empty() && std::all_of(narrow.begin(), narrow.end(), [&](const Pattern& wanted) {
    return std::any_of(wide.begin(), wide.end(), [&](const Pattern& pattern) {
      return pattern.text() == wanted.text() || pattern.text() == ".*";
    });
  });
}

/// Whether `earlier` decides every pair that `later` matches. Compares only the texts of patterns.
bool decides_before(const PolicyRule& earlier, const PolicyRule& later) {
  return covers(earlier.packages, later.packages) && covers(earlier.checks, later.checks);
}

}  // namespace

void PolicyReader::read_rules(const yaml::Value& list) {
  if (list.kind == yaml::Kind::null) return;
  if (!must_be(list, yaml::Kind::sequence, "'rules'")) return;
  for (const yaml::Value& rule : list.items) read_rule(rule);
}

void PolicyReader::read_rule(const yaml::Value& value) {
  if (!must_be(value, yaml::Kind::mapping, "a rule")) return;
  const std::size_t mistakes = diagnostics_.size();
  PolicyRule rule;
  const Span span = value.members.empty() ? value.span : value.members.front().key_span;
  rule.file = sources_.name(span.source);
  rule.line = sources_.position(span).line;
  for (const yaml::Member& member : value.members) {
    if (member.key == "name") {
      if (judge_name(member.value)) rule.name = printable(member.value.scalar);
    } else if (member.key == "packages") {
      read_patterns(member, Pattern::Case::matters, rule.packages);
    } else if (member.key == "checks") {
      // monit ignores case in names of checks.
      read_patterns(member, Pattern::Case::ignored, rule.checks);
    } else if (member.key == "decision") {
      read_verdict(member.value, rule);
    } else {
      unknown_key(member, "of a rule", {"name", "packages", "checks", "decision"});
    }
  }
  if (value.find("decision") == nullptr) {
    error(span, "this rule has no decision", "add 'decision: suspend' or 'decision: keep'");
  }
  if (diagnostics_.size() == mistakes) judge_rule(rule, span);
  policy_.rules.push_back(std::move(rule));
}

bool PolicyReader::judge_name(const yaml::Value& name) {
  if (!must_be(name, yaml::Kind::scalar, "the name of a rule")) return false;
  const auto [known, is_new] = names_.emplace(name.scalar, name.span);
  if (is_new) return true;
  error(name.span, "another rule is called '" + printable(name.scalar) + "'",
        "see " + place(known->second));
  return false;
}

void PolicyReader::read_patterns(const yaml::Member& member, Pattern::Case letters,
                                 std::vector<Pattern>& patterns) {
  if (member.value.kind == yaml::Kind::scalar) {
    read_pattern(member.value, letters, patterns);
    return;
  }
  if (!must_be(member.value, yaml::Kind::sequence, "'" + member.key + "'")) return;
  if (member.value.items.empty()) {
    error(member.value.span, "'" + member.key + "' is an empty list, so this rule never matches",
          "remove the key to match everything");
  }
  for (const yaml::Value& item : member.value.items) read_pattern(item, letters, patterns);
}

void PolicyReader::read_pattern(const yaml::Value& value, Pattern::Case letters,
                                std::vector<Pattern>& patterns) {
  if (!must_be(value, yaml::Kind::scalar, "a pattern")) return;
  if (++patterns_ > kMostPatterns) {
    if (patterns_ == kMostPatterns + 1) error(value.span, "more than 1000 patterns");
    return;
  }
  Pattern::Problem problem;
  Pattern pattern = Pattern::compile(value.scalar, letters, problem);
  if (problem.message.empty()) {
    patterns.push_back(std::move(pattern));
    return;
  }
  Span span = value.span;
  const std::size_t at = sources_.text(span).find(problem.fragment);
  if (!problem.fragment.empty() && at != std::string_view::npos) {
    span.begin += static_cast<std::uint32_t>(at);
    span.end = span.begin + static_cast<std::uint32_t>(problem.fragment.size());
  }
  const bool looks_like_glob = value.scalar.starts_with('*');
  error(span, "bad pattern: " + problem.message,
        looks_like_glob ? "patterns are regular expressions: '.*' matches anything" : "");
}

void PolicyReader::read_verdict(const yaml::Value& value, PolicyRule& rule) {
  if (!must_be(value, yaml::Kind::scalar, "'decision'")) return;
  for (const RuleVerdict verdict : {RuleVerdict::suspend, RuleVerdict::keep}) {
    if (value.scalar != name_of(verdict)) continue;
    rule.verdict = verdict;
    return;
  }
  const std::vector<std::string_view> words = {"suspend", "keep"};
  const std::string_view nearest = nearest_word(value.scalar, words);
  error(value.span, "'" + printable(value.scalar) + "' is not a decision",
        nearest.empty() ? "write suspend or keep" : "did you mean '" + std::string(nearest) + "'?");
}

void PolicyReader::judge_rule(const PolicyRule& rule, Span span) {
  if (rule.packages.empty() && rule.checks.empty()) {
    error(span, "this rule matches every check and every package",
          "add packages: ['...'] or checks: ['...']");
    return;
  }
  if (rule.verdict == RuleVerdict::suspend && (rule.packages.empty() || rule.checks.empty())) {
    const std::string missing = rule.packages.empty() ? "packages" : "checks";
    error(span, "a rule that suspends must say for which " + missing,
          missing + ": ['.*'] means all of them");
    return;
  }
  for (const PolicyRule& earlier : policy_.rules) {
    if (!decides_before(earlier, rule)) continue;
    const bool contrary = earlier.verdict != rule.verdict;
    complain(contrary ? Severity::error : Severity::warning, span,
             "this rule never decides: " + earlier.title() + " decides before it" +
                 (contrary ? ", and otherwise" : ""),
             "see " + earlier.place());
    return;
  }
}

}  // namespace pkgmap::rules
