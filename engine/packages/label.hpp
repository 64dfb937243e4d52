// Parses what a person types for a package of rpm ("label" in rpm's source). names_in_label() and
// label_rank() take `*`, `?` and `[` as plain characters. If is_glob() is true for a label, the
// caller compares package names with the label itself, by fnmatch(3). Pure.
#pragma once

#include <string>
#include <vector>

#include "rules/nevra.hpp"

namespace pkgmap {

/// Returns whether the label is a shell pattern for names: has `*`, `?` or `[`.
bool is_glob(const std::string& label);

/// Returns the package names with which `label` may begin, each once. "a-b-c" gives "a-b-c", "a-b"
/// and "a": behind the last two '-' there may be a version and a release. Also returns what the
/// label gives without an epoch ("1:") at its beginning, and without the part from its last '.' on,
/// which may be an architecture. Empty for an empty label.
std::vector<std::string> names_in_label(const std::string& label);

/// Returns how well a label matches a package: 0 if it does not match, else a rank from 1. The
/// label means those packages that have the smallest rank, as in `rpm -q` (dbiFindByLabel): a
/// package called foo-1 goes before version 1 of foo. Compares the epoch only if the label has one
/// ("N-E:V-R" or "E:N-V-R").
int label_rank(const std::string& label, const rules::Nevra& nevra);

}  // namespace pkgmap
