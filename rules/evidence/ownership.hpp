// Which file of a package owns a path, unit or process: what the kinds of evidence share. Pure.
// Private to this directory.
//
// Each `owned_…` function returns null if the package does not own the thing; else an element of
// PackageFacts::files, which lives as long as `package`.
#pragma once

#include <string>
#include <vector>

#include "rules/evidence/evidence.hpp"

namespace pkgmap::rules {

/// Returns the file at one of `hops` (PathFact::hops). Searches from the final target to the path
/// as written. A directory counts.
const ListedFile* owned_hop(const std::vector<std::string>& hops, const PackageFacts& package);

/// The same, but returns null if the file is a directory.
const ListedFile* owned_file(const std::vector<std::string>& hops, const PackageFacts& package);

/// Returns the file that defines the unit, else the program that the unit runs.
const ListedFile* owned_unit(const UnitFact& unit, const PackageFacts& package);
/// Returns the file of the first unit. Null unless the package owns every unit: what units of
/// several packages explain does not point to one package. Null if there is no unit.
const ListedFile* owned_units(const std::vector<UnitFact>& units, const PackageFacts& package);

/// Returns the program that the process executes, else the file of the unit that it runs in.
const ListedFile* owned_process(const ProcessFact& process, const PackageFacts& package);

/// Returns a clause for people: "/usr/sbin/mysqld is mysql-server's".
std::string is_its(const ListedFile& file, const PackageFacts& package);

/// Appends one piece of evidence to `found`; the texts are the members of Evidence.
void add(std::vector<Evidence>& found, EvidenceKind kind, Strength strength,
         const PackageFacts& package, std::string claim, std::string ground = {});

}  // namespace pkgmap::rules
