// The judge decides what becomes of a checksummed file when monit reads its control file again.
// monit then takes the present content of every file as its baseline, good or bad (docs/design.md,
// The gate).
//
// Pure: the same facts give the same verdict. suspend, resume, recover, accept, verify and doctor
// ask this judge, so they all say the same about a file.
#pragma once

#include <cstdint>
#include <string>

#include "rules/judge/file_facts.hpp"
#include "rules/judge/packaged.hpp"
#include "rules/policy/policy.hpp"

namespace pkgmap::rules {

/// The settings and facts that hold for every file of the host.
struct JudgeTerms {
  OnDrift drift = OnDrift::carry;
  /// Whether an `include` of the control file matches the file with the substitute checks.
  bool can_substitute = true;
  bool require_signature = false;  ///< Policy::require_signature.
  std::int64_t incarnation = 0;    ///< The second in which monit last read its control file.
  OnScriptlets scriptlets = OnScriptlets::alarm;
};

/// How the present content compares with the good one.
enum class Standing : std::uint8_t {
  // The file is as it should be.
  as_baseline,  ///< Good content; no other baseline of monit is known.
  /// monit does not show its baseline; the file is unchanged since JudgeTerms::incarnation.
  unchanged,
  good_again,    ///< Good content, while monit compares with another content, or a substitute check
                 ///< has an alarm.
  as_packaged,   ///< Another content, which an installed package shipped.
  accepted,      ///< Another content, which somebody accepts.
  by_scriptlet,  ///< Another content, made in the transaction of its package, which the policy
                 ///< accepts.
  told,          ///< Another content, about which monit has alerted (`if changed checksum`).
  never_there,   ///< There is no file, and there was none.
  left_with_package,  ///< There is no file, since its package was erased; its check stays
                      ///< suspended.
  // monit does not look at the file, so a reload loses no alarm.
  not_looked_at,  ///< The good content is not known; monit will take the content that it sees.
  noted,          ///< Not the good content; reported as soon as monit looks at the file again.
  // Something is wrong with the file.
  alarmed,     ///< Not the good content; a substitute check has the alarm already.
  changed,     ///< Not the good content, nor one that counts as packaged.
  moved_link,  ///< The content of a package, reached by a link that does not count (Refused::link
               ///< in packaged.hpp).
  unverified,  ///< The content of a package whose header does not count (Refused::signature).
  same_sum,    ///< Not the good content, but the sum that monit compares is the same.
  gone,        ///< There is no file any more.
  unreadable,  ///< No regular file, cannot be read, or changed during the reading.
  too_large,   ///< As PresentFile::Kind::too_large, and present_content() is not known.
  unknown,     ///< The good content is not known, and no package has this content.
  races,  ///< The file is replaced again and again between the looks of this program and of monit.
};

/// What becomes of the file's substitute check, which keeps the alarm over the reload.
/// `none`: there is no substitute check, and none begins.
enum class AlarmFate : std::uint8_t { none, begins, goes_on, ends };

/// What becomes of the content record of the file.
enum class RecordFate : std::uint8_t {
  keep,          ///< The record stays as it is.
  take_present,  ///< The present content becomes the good one.
  take_shown,    ///< The baseline that monit shows becomes the good content.
  note_present,  ///< The present content goes into ContentRecord::noted, to be reported later.
};

/// The answer of the judge about one file.
struct FileVerdict {
  Standing standing = Standing::unknown;
  Shipped shipped;            ///< What packages say of the present content.
  Digests content;            ///< The present content; empty: not known.
  Digests good;               ///< The good content; empty: not known.
  Digests expected;           ///< The baseline that monit must have after a reload; empty: any.
  bool new_baseline = false;  ///< Whether monit must take the present content as a new baseline.
  bool drift = false;  ///< The file has drifted, so the session names it. With Standing::alarmed
                       ///< true only if the present content differs from monit's baseline, too.
  /// Whether the content was good when the session began, is not good now, and only root can have
  /// changed it: a scriptlet, or another process of root's during the transaction.
  bool by_transaction = false;
  bool due = false;     ///< Whether monit must be reloaded because of this file alone.
  bool vetoes = false;  ///< Whether monit must not be reloaded because of this file.
  AlarmFate alarm = AlarmFate::none;
  RecordFate record = RecordFate::keep;
  std::string reason;  ///< A clause for people, "/opt/x is gone"; empty without drift.

  /// Returns whether a suspended check of this file stays off, since no alarm would report the
  /// drift. False for Standing::left_with_package, which is no drift: the session keeps that check
  /// suspended for another reason. False for Standing::same_sum: monit's own test cannot see that
  /// drift, so nothing is gained if its check stays off.
  bool blocks() const {
    return drift && alarm == AlarmFate::none && standing != Standing::same_sum;
  }
};

/// Returns the verdict about the file with these facts.
FileVerdict judge(const FileFacts& facts, const JudgeTerms& terms);

/// Returns the word of tests and JSON: "as-baseline", "moved-link", …
const char* name_of(Standing standing);

}  // namespace pkgmap::rules
