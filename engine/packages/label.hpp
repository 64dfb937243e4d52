// Parses what a person types for a package of rpm ("label" in rpm's source): "foo", "foo-1.2-3",
// "foo.x86_64" and the like. names_in_label() and label_rank() take `*`, `?` and `[` as plain
// characters. If is_glob() is true for a label, the caller also compares package names with the
// label, by fnmatch(3). Pure.
#pragma once

#include <string>
#include <vector>

#include "rules/nevra.hpp"

namespace pkgmap {

/// Returns whether the label is a shell pattern for names: has `*`, `?` or `[`.
bool is_glob(const std::string& label);

/// Returns the package names that `label` may mean, each once. "a-b-c" gives "a-b-c", "a-b" and
/// "a", since a version and a release may follow the last two '-'. Adds what the label gives
/// without an epoch ("1:") at its beginning, and without the part from its last '.' on, which may
/// be an architecture. Empty for an empty label.
std::vector<std::string> names_in_label(const std::string& label);

/// Returns 0 if the label does not match the package, else a rank from 1. The label means the
/// packages with the smallest rank above 0, as in `rpm -q` (dbiFindByLabel): a package called foo-1
/// goes before version 1 of foo. Compares the epoch only if the label has an epoch ("N-E:V-R" or
/// "E:N-V-R").
int label_rank(const std::string& label, const rules::Nevra& nevra);

}  // namespace pkgmap
