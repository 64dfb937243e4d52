// Makes the recheck of a session: once monit has looked at each check that the session resumed,
// does monit still monitor it?
//
// monit shows a check as monitored at once, but a failing test may switch the check off again in
// the next cycle. Nobody can tell whether a test or a person did that. So the recheck does not
// monitor such a check again: the check becomes a leftover check, and the history names it.
//
// The functions take the lock of the journal, so the caller must not hold it. For one thread.
// Errors are ignored: the recheck stays in the journal for the next call.
#pragma once

#include <functional>
#include <string>

#include "engine/session/host/host.hpp"

namespace pkgmap {

/// Makes the recheck of the session with this id. First waits until monit has looked at each check:
/// for two cycles and ten seconds at most, and not beyond ten minutes after the resume. During the
/// wait, asks `enough` twice a second, and returns without the recheck as soon as `enough` returns
/// true. Returns at once if the session does not wait for a recheck.
void recheck(const Settings& settings, const std::string& session, Host& host,
             const std::function<bool()>& enough);

/// Makes each recheck of the journal for which there is no need to wait any more.
void recheck_what_is_due(const Settings& settings, Host& host);

}  // namespace pkgmap
