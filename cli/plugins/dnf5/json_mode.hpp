// The hook as an action of dnf 5 in JSON mode, which dnf 5 has from 5.2.6.2 on (actions plugin
// 1.2.0). An error becomes a line on standard error, and the transaction goes on. For one thread.
#pragma once

#include "cli/plugins/dnf5/dialogue.hpp"
#include "cli/plugins/dnf5/hook.hpp"

namespace pkgmap::dnf5 {

/// Answers the callback pre_transaction: asks dnf 5 for the packages, calls Hook::before(), and
/// stores the Handover (what after_in_json() must know of the session) in dnf 5, in place of an
/// earlier Handover. If the policy ends the transaction, asks dnf 5 to stop; a version before
/// 5.2.11 cannot stop, and people get a line that says so.
///
/// Suspends no check if dnf 5 changes another system (running_dnf.hpp), if the transaction has no
/// packages (dnf 5 calls the action for such a transaction, too), or if dnf 5 does not answer.
void before_in_json(Dialogue& dnf, const Hook& hook);

/// Answers the callback post_transaction: takes the Handover out of dnf 5 and calls Hook::after().
/// Resumes no check if dnf 5 has no Handover or does not answer: the guard (the process that
/// watches dnf 5) resumes the checks when dnf 5 has ended.
void after_in_json(Dialogue& dnf, const Hook& hook);

}  // namespace pkgmap::dnf5
