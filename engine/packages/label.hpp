// Parses what a person types for a package of rpm ("label" in rpm's source). The functions take
// `*`, `?` and `[` as plain characters; of a label for which is_glob() is true, the caller compares
// names with fnmatch(3) itself. Pure.
#pragma once

#include <string>
#include <vector>

#include "rules/nevra.hpp"

namespace pkgmap {

/// Returns whether the label is a shell pattern for names: has `*`, `?` or `[`.
bool is_glob(const std::string& label);

/// Returns the package names with which `label` may begin, each once: the whole label, and the
/// label without what may be a version, a release, an epoch and an architecture.
std::vector<std::string> names_in_label(const std::string& label);

/// Returns how well a label matches a package: 0 if it does not match, else a rank. Of several
/// packages, the label means those with the smallest rank, as in `rpm -q` (dbiFindByLabel): a
/// package called foo-1 goes before version 1 of foo. Compares the epoch only if the label has one
/// ("N-E:V-R" or "E:N-V-R").
int label_rank(const std::string& label, const rules::Nevra& nevra);

}  // namespace pkgmap
