// Finds the file by which a package owns a path, a unit or a process. The functions that find
// evidence (evidence.hpp) use it. Pure. Only rules/evidence includes this file.
//
// Each `owned_…` function returns null if the package does not own the thing; else an element of
// PackageFacts::files, which lives as long as `package`.
#pragma once

#include <string>
#include <vector>

#include "rules/evidence/evidence.hpp"

namespace pkgmap::rules {

/// Returns the file or directory of the package whose path is one of `hops` (as PathFact::hops). If
/// the package owns several of them, returns the one nearest to the final target.
const ListedFile* owned_hop(const std::vector<std::string>& hops, const PackageFacts& package);

/// Returns what owned_hop() returns, but null for a directory.
const ListedFile* owned_file(const std::vector<std::string>& hops, const PackageFacts& package);

/// Returns the file that defines the unit, else the program that the unit runs.
const ListedFile* owned_unit(const UnitFact& unit, const PackageFacts& package);
/// Returns owned_unit() of the first unit if the package owns every unit; else null, also if there
/// is no unit.
const ListedFile* owned_units(const std::vector<UnitFact>& units, const PackageFacts& package);

/// Returns the program that the process executes, else the file that defines the unit in which the
/// process runs.
const ListedFile* owned_process(const ProcessFact& process, const PackageFacts& package);

/// Returns a clause for people that names the file and its package: "/usr/sbin/mysqld is
/// mysql-server's".
std::string is_its(const ListedFile& file, const PackageFacts& package);

/// Appends one piece of evidence to `found`; the arguments become the members of Evidence.
void add(std::vector<Evidence>& found, EvidenceKind kind, Strength strength,
         const PackageFacts& package, std::string claim, std::string ground = {});

}  // namespace pkgmap::rules
