// What a person types for a package, taken apart: texts only.
#pragma once

#include <string>
#include <vector>

#include "rules/nevra.hpp"

namespace pkgmap {

/// True for shell patterns: they are matched against names (fnmatch(3)).
bool is_glob(const std::string& label);

/// The package names that `label` may begin with, each once: itself, and without a version, a
/// release and an architecture.
std::vector<std::string> names_in_label(const std::string& label);

/// How a label fits a package; the smaller wins, as with rpm -q (dbiFindByLabel): a package called
/// foo-1 comes before version 1 of foo. 0 when it does not fit. An epoch is compared when it is
/// given, as "N-E:V-R" or "E:N-V-R".
int label_rank(const std::string& label, const rules::Nevra& nevra);

}  // namespace pkgmap
