// Finds dead ends: programs, units, users, groups and pidfiles that a check names and that do not
// exist. A masked unit that a command would start (UnitReference::starts) is a dead end, too;
// a command that asks about the unit or stops the unit is none.
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
/// into `checks`, from 0. `root` is an absolute path. Looks at users and groups only if the root
/// has a passwd file.
///
/// - A pidfile is looked at only if `root` is "/", where daemons run. A missing pidfile is a dead
///   end only if a unit that the check's commands name has another pidfile, and no unit has this
///   one.
/// - A program is looked at only if the command has its absolute path.
/// - A unit of another type than service, socket, timer, path and target is not looked at, nor is a
///   service of supervisord or runit.
/// - The missing path of a check itself is no dead end: the audit calls this check `stale`.
/// - A missing program beside `&&`, `||`, `if` and the like in a text of `sh -c` is no dead end,
///   since it need not exist.
std::vector<rules::DeadEnd> find_dead_ends(const std::vector<rules::CheckFacts>& checks,
                                           const std::string& root);

/// Adds the dead ends of all checks to parsed.diagnostics, as warnings. `root` is as in
/// find_dead_ends(). Leaves out a dead end in a statement that has a diagnostic already. Adds no
/// warning if the control file has errors.
void add_dead_ends(const std::string& root, monitrc::Parsed& parsed);

}  // namespace pkgmap
