#include "rules/policy/policy_reader.hpp"

#include <algorithm>
#include <utility>

#include "parsers/source/printable.hpp"
#include "parsers/source/spelling.hpp"
#include "rules/policy/duration.hpp"
#include "rules/policy/policy_defaults.hpp"

namespace pkgmap::rules {
namespace {

constexpr std::size_t kMostMistakes = 50;

std::string in_quotes(const std::string& word) {
  constexpr std::size_t kLongest = 60;
  const bool cut = word.size() > kLongest;
  return "'" + printable(word.substr(0, kLongest)) + (cut ? "...'" : "'");
}

std::string did_you_mean(const std::string& word, const std::vector<std::string_view>& known) {
  const std::string_view nearest = nearest_word(word, known);
  return nearest.empty() ? "" : "did you mean '" + std::string(nearest) + "'?";
}

const PolicyDefault* find_default(const std::string& name) {
  for (const PolicyDefault& known : policy_defaults()) {
    if (known.name == name) return &known;
  }
  return nullptr;
}

}  // namespace

void PolicyReader::read(std::uint32_t source) {
  const yaml::Value document = yaml::parse(sources_, source, diagnostics_);
  // A file may have comments alone.
  if (document.kind == yaml::Kind::null) return;
  if (!must_be(document, yaml::Kind::mapping, "a policy")) return;
  read_version(document);
  for (const yaml::Member& member : document.members) {
    if (member.key == "defaults") {
      read_defaults(member.value);
    } else if (member.key == "rules") {
      read_rules(member.value);
    } else if (member.key != "version") {
      unknown_key(member, "of a policy", {"version", "defaults", "rules"});
    }
  }
}

void PolicyReader::read_version(const yaml::Value& document) {
  const yaml::Value* version = document.find("version");
  if (version == nullptr) {
    error(document.span, "a policy file needs a version", "write 'version: 1'");
  } else if (version->scalar != "1") {
    error(version->span, "unknown version " + in_quotes(version->scalar),
          "this program reads version 1");
  }
}

void PolicyReader::read_defaults(const yaml::Value& defaults) {
  if (defaults.kind == yaml::Kind::null) return;
  if (!must_be(defaults, yaml::Kind::mapping, "'defaults'")) return;
  for (const yaml::Member& member : defaults.members) read_default(member);
}

void PolicyReader::read_default(const yaml::Member& member) {
  const PolicyDefault* known = find_default(member.key);
  if (known == nullptr) {
    std::vector<std::string_view> names;
    for (const PolicyDefault& other : policy_defaults()) names.push_back(other.name);
    unknown_key(member, "of 'defaults'", names);
    return;
  }
  if (!must_be(member.value, yaml::Kind::scalar, in_quotes(member.key))) return;
  const std::string& word = member.value.scalar;
  const auto said = said_.find(known->name);
  if (said != said_.end() && said->second.word != word) {
    error(member.value.span,
          "'" + member.key + "' is " + in_quotes(word) + " here, but another file says " +
              in_quotes(said->second.word),
          "see " + place(said->second.span));
    return;
  }
  if (known->set(word, policy_)) {
    said_.emplace(known->name, Said{word, member.value.span});
    return;
  }
  const std::string near = did_you_mean(word, known->words);
  const std::string example = known->words.empty() ? ", with one of s, m, h, d" : "";
  error(member.value.span, in_quotes(word) + " is not a value of '" + member.key + "'",
        near.empty() ? "allowed: " + std::string(known->expects) + example : near);
}

Policy PolicyReader::finish() {
  compare_defaults();
  return std::move(policy_);
}

void PolicyReader::compare_defaults() {
  const auto span_of = [&](std::string_view name) -> const Span* {
    const auto said = said_.find(name);
    return said == said_.end() ? nullptr : &said->second.span;
  };
  if (policy_.require_signature && policy_.drift == OnDrift::accept) {
    error(*span_of("drift"), "'drift: accept' accepts content that no package shipped",
          "'require_signature: yes' (" + place(*span_of("require_signature")) + ") contradicts it");
  }
  const Span* lease = span_of("lease");
  if (lease != nullptr && policy_.lease <= policy_.settle) {
    error(*lease,
          "a lease of " + duration_text(policy_.lease) + " would end before processes settle",
          "'settle' is " + duration_text(policy_.settle));
  }
}

bool PolicyReader::must_be(const yaml::Value& value, yaml::Kind kind, const std::string& what) {
  if (value.kind == kind) return true;
  error(value.span,
        what + " must be " + yaml::name_of(kind) + ", not " + yaml::name_of(value.kind));
  return false;
}

void PolicyReader::unknown_key(const yaml::Member& member, const std::string& where,
                               const std::vector<std::string_view>& known) {
  std::string hint = did_you_mean(member.key, known);
  if (hint.empty()) {
    for (const std::string_view name : known) {
      hint += (hint.empty() ? "known keys: " : ", ") + std::string(name);
    }
  }
  error(member.key_span, "unknown key " + in_quotes(member.key) + " " + where, hint);
}

void PolicyReader::error(Span span, std::string message, std::string hint) {
  complain(Severity::error, span, std::move(message), std::move(hint));
}

void PolicyReader::complain(Severity severity, Span span, std::string message, std::string hint) {
  if (diagnostics_.size() > kMostMistakes) return;
  if (diagnostics_.size() == kMostMistakes) {
    severity = Severity::error;
    message = "more than " + std::to_string(kMostMistakes) + " mistakes; the others are not shown";
    hint.clear();
  }
  diagnostics_.push_back({severity, span, {}, std::move(message), std::move(hint)});
}

std::string PolicyReader::place(Span span) const {
  return sources_.name(span.source) + ":" + std::to_string(sources_.position(span).line);
}

}  // namespace pkgmap::rules
