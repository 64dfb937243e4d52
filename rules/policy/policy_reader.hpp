// Reads policy files into one Policy (monit-pkgmap-policy(5)): defaults and rules, in the order of
// reading.
//
// Each of the first 50 mistakes becomes a diagnostic, and the reader goes on with the rest. After a
// diagnostic of severity error the caller must not use Policy::rules: a rule that the reader did
// not understand may say `keep`. The caller may use the defaults: the reader sets each default that
// it has understood. For one thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/source/diagnostic.hpp"
#include "parsers/source/source_text.hpp"
#include "parsers/yaml/value.hpp"
#include "rules/policy/policy.hpp"

namespace pkgmap::rules {

class PolicyReader {
 public:
  /// The arguments must outlive the reader.
  PolicyReader(const Sources& sources, std::vector<Diagnostic>& diagnostics)
      : sources_(sources), diagnostics_(diagnostics) {}

  /// Reads the text with the index `source` of the Sources as the next policy file. Its rules come
  /// after the rules of the files before. It is an error if the file sets a default that an earlier
  /// file has set to another word. A file with comments alone adds no rule and no default.
  void read(std::uint32_t source);

  /// Reports contradictions between the defaults, and returns the policy of all files. What no file
  /// sets is as in the built-in policy, which has no rules. The caller calls this function once,
  /// after all read().
  Policy finish();

 private:
  struct Said {
    std::string word;
    Span span;
  };

  void read_version(const yaml::Value& document);
  void read_defaults(const yaml::Value& defaults);
  void read_default(const yaml::Member& member);
  void read_rules(const yaml::Value& list);
  void read_rule(const yaml::Value& value);
  void read_patterns(const yaml::Member& member, Pattern::Case letters,
                     std::vector<Pattern>& patterns);
  void read_pattern(const yaml::Value& value, Pattern::Case letters,
                    std::vector<Pattern>& patterns);
  void read_verdict(const yaml::Value& value, PolicyRule& rule);
  void judge_rule(const PolicyRule& rule, Span span);
  bool judge_name(const yaml::Value& name);
  void compare_defaults();

  bool must_be(const yaml::Value& value, yaml::Kind kind, const std::string& what);
  void unknown_key(const yaml::Member& member, const std::string& where,
                   const std::vector<std::string_view>& known);
  void error(Span span, std::string message, std::string hint = {});
  void complain(Severity severity, Span span, std::string message, std::string hint);
  std::string place(Span span) const;

  const Sources& sources_;
  std::vector<Diagnostic>& diagnostics_;
  Policy policy_;
  std::map<std::string_view, Said> said_;  ///< Defaults of the files, by name.
  std::map<std::string, Span> names_;      ///< Names of rules and their places.
  std::size_t patterns_ = 0;
};

}  // namespace pkgmap::rules
