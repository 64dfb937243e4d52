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
/// where daemons run, and at accounts only if the root has a passwd file. The missing path of a
/// check is no dead end, since the audit calls such a check `stale`; nor is a command that need not
/// exist: one beside `&&`, `||`, `if` and the like in a text of `sh -c`.
std::vector<rules::DeadEnd> find_dead_ends(const std::vector<rules::CheckFacts>& checks,
                                           const std::string& root);

/// Adds the dead ends of all checks to parsed.diagnostics, as warnings. Leaves out a dead end if
/// the parser has said something of its statement already. Adds none if the control file has
/// errors.
void add_dead_ends(const std::string& root, monitrc::Parsed& parsed);

}  // namespace pkgmap
