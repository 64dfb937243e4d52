// What checks name and nobody has: programs, units, users, groups, pidfiles.
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

/// Returns the dead ends of these checks, in their order; empty if there is none. `root` is an
/// absolute path. Pidfiles are judged only below "/", where daemons run; accounts only where there
/// are any. The missing path of a check is no dead end, but a `stale` check; nor is a command that
/// may be missing: one beside `&&`, `||`, `if` and the like in a text of `sh -c`.
std::vector<rules::DeadEnd> find_dead_ends(const std::vector<rules::CheckFacts>& checks,
                                           const std::string& root);

/// Adds the dead ends of all checks to the diagnostics, as warnings, unless the parser has said
/// something of the statement already. Adds none if the control file has errors.
void add_dead_ends(const std::string& root, monitrc::Parsed& parsed);

}  // namespace pkgmap
