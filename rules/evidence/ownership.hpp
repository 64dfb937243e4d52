// What the kinds of evidence share: whether something is the package's. Private to this directory.
#pragma once

#include <string>
#include <vector>

#include "rules/evidence/evidence.hpp"

namespace pkgmap::rules {

/// The file of `package` that one of the hops names; null when there is none. The final target
/// comes first.
const ListedFile* owned_hop(const std::vector<std::string>& hops, const PackageFacts& package);

/// The same for files alone.
const ListedFile* owned_file(const std::vector<std::string>& hops, const PackageFacts& package);

/// The file by which a unit is the package's: what defines it, else what it runs.
const ListedFile* owned_unit(const UnitFact& unit, const PackageFacts& package);
/// Only when every one of them is the package's: where several packages would do, none is meant.
const ListedFile* owned_units(const std::vector<UnitFact>& units, const PackageFacts& package);

/// The file by which a process is the package's: what it executes, else the unit that it runs in.
const ListedFile* owned_process(const ProcessFact& process, const PackageFacts& package);

/// "/usr/sbin/mysqld is mysql-server's"
std::string is_its(const ListedFile& file, const PackageFacts& package);

void add(std::vector<Evidence>& found, EvidenceKind kind, Strength strength,
         const PackageFacts& package, std::string claim, std::string ground = {});

}  // namespace pkgmap::rules
