// Makes the recheck of a session: when monit has looked at each check that the session resumed, the
// recheck finds out whether monit still monitors it.
//
// After a resume, monit shows a check as monitored at once, but a failing test may switch the check
// off again in the next cycle. Nobody can tell whether a test or a person did that. So the recheck
// does not monitor a check that is off again: the check becomes a leftover check, and the history
// names it.
//
// The functions take the lock of the journal, so the caller must not hold it. For one thread.
// Errors are ignored: the recheck stays in the journal for the next call, unless the record of the
// session cannot be read; then the recheck is dropped.
#pragma once

#include <functional>
#include <string>

#include "engine/session/host/host.hpp"

namespace pkgmap {

/// Makes the recheck of the session with this id. Returns at once if the session does not wait for
/// a recheck.
///
/// First waits until monit has looked at each check: until two cycles and ten seconds after the
/// resume at most, and never longer than until ten minutes after the resume. During the wait, calls
/// `enough` twice a second, and returns without the recheck as soon as `enough` returns true.
void recheck(const Settings& settings, const std::string& session, Host& host,
             const std::function<bool()>& enough);

/// Makes, without waiting, the recheck of every session for which recheck() would not have to wait
/// any more.
void recheck_what_is_due(const Settings& settings, Host& host);

}  // namespace pkgmap
