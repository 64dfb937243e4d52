// Parses what a person types for a package ("label" in rpm's source). Pure.
#pragma once

#include <string>
#include <vector>

#include "rules/nevra.hpp"

namespace pkgmap {

/// Whether the label is a shell pattern, which is matched against names (fnmatch(3)).
bool is_glob(const std::string& label);

/// Returns the package names with which `label` may begin, each once: the whole label, and the
/// label without a version, a release and an architecture.
std::vector<std::string> names_in_label(const std::string& label);

/// How a label matches a package: 0 if it does not; else the smaller number wins, as in rpm -q
/// (dbiFindByLabel): a package called foo-1 goes before version 1 of foo. Compares the epoch if the
/// label has one ("N-E:V-R" or "E:N-V-R").
int label_rank(const std::string& label, const rules::Nevra& nevra);

}  // namespace pkgmap
