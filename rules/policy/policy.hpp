// What the administrator wants: rules, and the defaults that hold when no rule speaks.
//
// docs/policy.md describes the files that say it; policy_reader.hpp reads them.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "rules/pattern.hpp"
#include "rules/strength.hpp"

namespace pkgmap::rules {

/// What becomes of a reload while a file holds what no package shipped.
enum class OnDrift : std::uint8_t {
  carry,   ///< Reload, and keep the alarm alive in monit.
  refuse,  ///< No reload: what needs one stays suspended.
  accept,  ///< Reload all the same.
};

/// What becomes of checks whose package is gone after a transaction.
enum class OnRemoved : std::uint8_t { keep_suspended, resume };

/// What becomes of a transaction whose checks cannot be suspended because monit cannot be asked.
enum class OnUnreachable : std::uint8_t {
  none,       ///< Nothing is suspended; somebody is told.
  stop_monit  ///< monit is stopped for the time of the transaction.
};

/// What becomes of a transaction whose checks could not be suspended.
enum class OnError : std::uint8_t { go_on, abort };

enum class RuleVerdict : std::uint8_t { suspend, keep };

/// Speaks of pairs of a check and a package: those whose names its patterns match.
struct PolicyRule {
  std::string name;               ///< Empty: it has none.
  std::string file;               ///< Where it stands: the file and
  std::size_t line = 0;           ///< the line at which it begins.
  std::vector<Pattern> packages;  ///< One of them must match; empty: every package.
  std::vector<Pattern> checks;    ///< One of them must match; empty: every check.
  RuleVerdict verdict = RuleVerdict::keep;

  bool speaks_of_check(const std::string& check) const;
  bool speaks_of_package(const std::string& package) const;
  /// "/etc/monit-pkgmap/policy.yaml:12"
  std::string place() const;
  /// "the rule 'disk space'"; "the rule of /etc/…:12" when it has no name.
  std::string title() const;
};

struct Policy {
  Strength threshold = Strength::likely;  ///< The weakest evidence that suspends.
  std::chrono::seconds wait{20};          ///< How long a suspend may hold the transaction.
  std::chrono::seconds settle{30};        ///< How long processes may take to come back.
  std::chrono::seconds lease{
      7200};  ///< After this the guard resumes, whether the manager still runs or not.
  OnDrift drift = OnDrift::carry;
  bool require_signature = false;  ///< Only headers with a signature may give new baselines.
  OnRemoved removed = OnRemoved::keep_suspended;
  OnUnreachable unreachable = OnUnreachable::none;
  OnError on_error = OnError::go_on;
  std::vector<PolicyRule> rules;  ///< The first that speaks of a pair decides.
};

/// The word of a policy file: "keep-suspended", "continue", …
const char* name_of(OnDrift drift);
const char* name_of(OnRemoved removed);
const char* name_of(OnUnreachable unreachable);
const char* name_of(OnError on_error);
const char* name_of(RuleVerdict verdict);

}  // namespace pkgmap::rules
