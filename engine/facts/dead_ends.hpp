// Finds dead ends: programs, units, users, groups and pidfiles that a check names and that do not
// exist.
//
// Reads files and the accounts of the host; changes no file. Never fails: what cannot be read
// counts as missing. For one thread.
#pragma once

#include <string>
#include <vector>

#include "parsers/monitrc/parse.hpp"
#include "rules/dead_end.hpp"
#include "rules/facts.hpp"

namespace pkgmap {

/// Returns the dead ends of these checks, in the order of the checks; DeadEnd::check is an index
/// into `checks`, from 0. `root` is an absolute path. Looks at pidfiles only if `root` is "/",
/// where daemons run, and at accounts only if the root has a passwd file. Two things are no dead
/// ends: the missing path of a check itself, since the audit calls such a check `stale`; and a
/// command beside `&&`, `||`, `if` and the like in a text of `sh -c`, which need not exist.
std::vector<rules::DeadEnd> find_dead_ends(const std::vector<rules::CheckFacts>& checks,
                                           const std::string& root);

/// Adds the dead ends of all checks to parsed.diagnostics, as warnings. Leaves out a dead end in a
/// statement about which there is a diagnostic already. Adds no warning if the control file has
/// errors.
void add_dead_ends(const std::string& root, monitrc::Parsed& parsed);

}  // namespace pkgmap
