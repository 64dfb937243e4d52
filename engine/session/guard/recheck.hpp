// The recheck looks whether the checks that a session resumed are still monitored once monit has
// checked each of them.
//
// monit shows a check as monitored at once, but a failing test may switch the check off again in
// the next cycle. Nobody can tell whether a test or a person did that. So the recheck does not
// monitor such a check again: the check becomes a leftover check, and the history names it.
//
// For one thread. Errors are ignored: the recheck stays in the journal for the next call.
#pragma once

#include <functional>
#include <string>

#include "engine/session/host/host.hpp"

namespace pkgmap {

/// Makes the recheck of the session with this id. First waits until monit has looked at each check:
/// two cycles and ten seconds at most, and never longer than ten minutes after the resume. Gives up
/// when `enough`, asked twice a second, returns true. Does nothing for a session that needs no
/// recheck.
void recheck(const Settings& settings, const std::string& session, Host& host,
             const std::function<bool()>& enough);

/// Makes each recheck of the journal for which there is no need to wait any more.
void recheck_what_is_due(const Settings& settings, Host& host);

}  // namespace pkgmap
