// The policy of the administrator: rules, and the defaults that hold where no rule matches. The
// types of this file are plain values.
//
// monit-pkgmap-policy(5) describes the files of a policy; policy_reader.hpp reads them.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "rules/pattern.hpp"
#include "rules/strength.hpp"

namespace pkgmap::rules {

/// What becomes of a reload if a file has drifted.
enum class OnDrift : std::uint8_t {
  carry,   ///< Reload; a substitute check keeps the alarm.
  refuse,  ///< No reload: the checks that need one stay suspended.
  accept,  ///< Reload; the alarm is lost.
};

/// What becomes of a file of a package of the transaction if the transaction gave the file a
/// content that no package ships (a scriptlet wrote the file).
enum class OnScriptlets : std::uint8_t {
  alarm,   ///< The file has drifted, so OnDrift decides about the reload.
  accept,  ///< The content is good.
};

/// What becomes of a suspended check if its package is gone after the transaction: the check stays
/// suspended, or the resume monitors it.
enum class OnRemoved : std::uint8_t { keep_suspended, resume };

/// What a suspend does if it cannot ask monit: monit has no HTTP interface that it may use, or does
/// not answer.
enum class OnUnreachable : std::uint8_t {
  /// The suspend leaves the checks on, and a message of one line says so. If monit runs and only
  /// does not answer yet, the guard suspends the checks later. OnError says whether the transaction
  /// runs.
  none,
  stop_monit  ///< The program stops monit for the time of the transaction.
};

/// What a resume does about checks that the control file has and monit has not read.
enum class OnUnread : std::uint8_t {
  tell,   ///< A message names the checks.
  reload  ///< The resume reloads monit, unless a file has drifted and OnDrift forbids the reload
          ///< (judge.hpp).
};

/// What the program does if nothing shows whether the process that would answer is monit.
enum class OnUnknownPeer : std::uint8_t {
  refuse,  ///< The program sends no request, as if monit did not answer.
  trust,   ///< The program asks the process, and takes the answer as monit's.
};

/// What becomes of a transaction if its checks could not be suspended, for whatever reason: the
/// transaction runs all the same, or the package manager aborts it.
enum class OnError : std::uint8_t { go_on, abort };

/// What a rule decides about a check.
enum class RuleVerdict : std::uint8_t { suspend, keep };

/// A rule about every pair of a check and a package whose names match the patterns of the rule,
/// that is, for which speaks_of_check() and speaks_of_package() are both true.
struct PolicyRule {
  std::string name;               ///< Empty if the rule has no name.
  std::string file;               ///< The path of the policy file.
  std::size_t line = 0;           ///< The line at which the rule begins, from 1.
  std::vector<Pattern> packages;  ///< At least one must match the name of the package; an empty
                                  ///< list matches every package.
  std::vector<Pattern> checks;    ///< At least one must match the name of the check; an empty list
                                  ///< matches every check.
  RuleVerdict verdict = RuleVerdict::keep;

  /// Returns whether the rule applies to a check of this name, whatever the package.
  bool speaks_of_check(const std::string& check) const;
  /// Returns whether the rule applies to a package of this name, whatever the check.
  bool speaks_of_package(const std::string& package) const;
  /// Returns file and line: "/etc/monit-pkgmap/policy.yaml:12".
  std::string place() const;
  /// Returns what messages call the rule: "the rule 'disk space'"; "the rule of /etc/…:12" if the
  /// rule has no name.
  std::string title() const;
};

/// All settings. A default-constructed Policy is the built-in policy.
struct Policy {
  Strength threshold = Strength::likely;  ///< The weakest evidence that suspends.
  std::chrono::seconds wait{20};          ///< How long a suspend may delay the transaction.
  /// How long a resume may wait, after the transaction, for processes to come back.
  std::chrono::seconds settle{30};
  /// After this time the guard resumes the checks, even if the package manager still runs.
  std::chrono::seconds lease{7200};
  OnDrift drift = OnDrift::carry;
  /// Whether only a package with a verified signature may say what a good content is.
  bool require_signature = false;
  OnScriptlets scriptlets = OnScriptlets::alarm;
  OnRemoved removed = OnRemoved::keep_suspended;
  OnUnreachable unreachable = OnUnreachable::none;
  OnUnread unread = OnUnread::tell;
  OnUnknownPeer unknown_peer = OnUnknownPeer::refuse;
  OnError on_error = OnError::go_on;
  std::vector<PolicyRule> rules;  ///< The first rule that matches a pair decides.
};

// Each name_of() returns the word that a policy file has for the value: "keep-suspended",
// "continue", …

const char* name_of(OnDrift drift);
const char* name_of(OnScriptlets scriptlets);
const char* name_of(OnRemoved removed);
const char* name_of(OnUnreachable unreachable);
const char* name_of(OnUnread unread);
const char* name_of(OnUnknownPeer unknown_peer);
const char* name_of(OnError on_error);
const char* name_of(RuleVerdict verdict);

}  // namespace pkgmap::rules
