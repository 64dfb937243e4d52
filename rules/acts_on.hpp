// Which checks a check acts on: a command of it lets monit start, stop, restart or switch them, as
// `exec "/usr/bin/monit restart mysqld"` does. Pure; values, never fails.
//
// In the middle of an upgrade such a command would start what the upgrade has stopped, and switch
// on what is suspended.
#pragma once

#include <string>
#include <vector>

#include "rules/dependencies.hpp"
#include "rules/facts.hpp"

namespace pkgmap::rules {

/// One check that another one acts on.
struct ActedOn {
  std::size_t check = 0;
  CommandOf of = CommandOf::start;  ///< The first command that acts on it.
};

/// Returns the checks that check number `number` acts on, each once, without itself. `graph` is
/// that of the same checks.
std::vector<ActedOn> acted_on(const Facts& facts, const Dependencies& graph, std::size_t number);

}  // namespace pkgmap::rules
