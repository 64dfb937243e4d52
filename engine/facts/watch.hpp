// Makes a rules::Watch of what monit's status says of a check. Pure.
#pragma once

#include "parsers/status/status.hpp"
#include "rules/audit/findings.hpp"

namespace pkgmap {

/// Returns the state of a service of monit's status; never Watch::unknown.
rules::Watch watch_of(const status::Service& service);

}  // namespace pkgmap
