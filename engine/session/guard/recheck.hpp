// The recheck: looks whether the checks that a session resumed are still monitored once monit has
// checked each of them.
//
// monit shows a check as monitored at once, but a test that fails may switch it off again in the
// next cycle. Nobody can tell whether a test or a person did that. So the check is not monitored
// again; it becomes a leftover check, and the history names it.
#pragma once

#include <functional>
#include <string>

#include "engine/session/host/host.hpp"

namespace pkgmap {

/// Waits until monit has looked at each check: two cycles and ten seconds at most, and never longer
/// than ten minutes. Gives up when `enough` returns true. Does nothing for a session that needs no
/// recheck.
void recheck(const Settings& settings, const std::string& session, Host& host,
             const std::function<bool()>& enough);

/// Makes each recheck for which no waiting is needed any more.
void recheck_what_is_due(const Settings& settings, Host& host);

}  // namespace pkgmap
