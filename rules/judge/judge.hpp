// The judge of the gate (docs/design.md): what becomes of each checksummed file when monit reads
// its control file again, which makes it take every content of the host for good.
//
// Gathered facts in, values out: pure. resume, recover, accept, suspend, verify and doctor ask this
// judge, so all of them say the same of a file.
#pragma once

#include <cstdint>
#include <string>

#include "rules/judge/file_facts.hpp"
#include "rules/judge/packaged.hpp"
#include "rules/policy/policy.hpp"

namespace pkgmap::rules {

/// What holds for every file of the host.
struct JudgeTerms {
  OnDrift drift = OnDrift::carry;
  bool can_substitute =
      true;  ///< An include of the control file takes the file that carries alarms.
  bool require_signature = false;
  std::int64_t incarnation = 0;  ///< The second in which monit began to read its control file.
};

enum class Standing : std::uint8_t {
  // The file is as it should be.
  as_baseline,  ///< The content that is good, and monit holds no other.
  unchanged,    ///< Nobody shows what monit holds, but nothing has changed since monit read it.
  good_again,   ///< The content that is good, while monit compares with another one.
  as_packaged,  ///< Another one, which an installed package shipped.
  accepted,     ///< Another one, which somebody accepts.
  told,         ///< Another one: monit itself told of the change, and took it (`if changed`).
  never_there,  ///< There is none, and there was none.
  left_with_package,  ///< There is none: its package went, and its check stays suspended.
  // monit does not look at it: no alarm is lost.
  not_looked_at,  ///< Nobody knows what was there before, and monit takes what it will see.
  noted,          ///< Another one than the good one: told as soon as monit looks at it.
  // Something is wrong with it.
  alarmed,     ///< Not good, and its alarm is carried already.
  changed,     ///< Another one, which nobody answers for.
  moved_link,  ///< A package's content, to which somebody's link leads.
  unverified,  ///< A package's content, whose header does not count.
  same_sum,    ///< Another one, made so that monit sees the same sum.
  gone,        ///< There is none any more.
  unreadable,
  too_large,  ///< It could not be read in time.
  unknown,    ///< monit compares with what nobody knows, and no package answers for the content.
  races,      ///< Something replaces it again and again while it is looked at.
};

/// What becomes of the alarm that a second check keeps over the reload.
enum class AlarmFate : std::uint8_t { none, begins, goes_on, ends };

/// What becomes of our own record of the file.
enum class RecordFate : std::uint8_t {
  keep,
  take_present,  ///< What stands there is good.
  take_shown,    ///< What monit shows is good.
  note_present,  ///< What stands there is not good, and is to be told later.
};

struct FileVerdict {
  Standing standing = Standing::unknown;
  Shipped shipped;   ///< What packages say of the content.
  Digests content;   ///< Of what stands there; empty: unknown.
  Digests good;      ///< Of what should stand there; empty: unknown.
  Digests expected;  ///< What monit has to hold after a reload; empty: that is not to be compared.
  /// What stands there is to become monit's baseline, and is not yet.
  bool new_baseline = false;
  bool drift = false;   ///< To be named.
  bool due = false;     ///< monit has to read its control file because of this file alone.
  bool vetoes = false;  ///< No reload may come while this stands.
  AlarmFate alarm = AlarmFate::none;
  RecordFate record = RecordFate::keep;
  std::string reason;  ///< Of drift, a clause for people: "/opt/x is gone".

  /// The check stays off if a session has suspended it: no alarm would report the drift.
  bool blocks() const {
    return drift && alarm == AlarmFate::none && standing != Standing::same_sum;
  }
};

FileVerdict judge(const FileFacts& facts, const JudgeTerms& terms);

/// "as-baseline", "moved-link", …: for tests and JSON.
const char* name_of(Standing standing);

}  // namespace pkgmap::rules
