// The second look: whether what was resumed is still monitored once monit has checked it.
//
// `monitor` is true at once; a test that fails then may switch the check off again in the next
// cycle. Whether that was a test or a person cannot be told, so it is not monitored once more: it
// is named, among the leftover checks and in the history.
#pragma once

#include <functional>
#include <string>

#include "engine/session/host/host.hpp"

namespace pkgmap {

/// Waits until monit has checked them, two cycles and ten seconds at most, or until `enough`. Does
/// nothing for a session that needs no recheck.
void recheck(const Settings& settings, const std::string& session, Host& host,
             const std::function<bool()>& enough);

/// Without waiting: only for those whose time is over.
void recheck_what_is_due(const Settings& settings, Host& host);

}  // namespace pkgmap
